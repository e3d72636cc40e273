import { chai, expect } from '@open-wc/testing';
import { still, textOf } from './page.js';

/** A failure that prints an element whole takes minutes, for an element of ours leads to all that it knows: it is told by its name and its words. */
const inShort = (value: unknown): unknown => (value instanceof Element ? `<${value.localName}> «${textOf(value).slice(0, 60)}»` : value);

chai.use(({ Assertion }, { flag }) => {
  Assertion.overwriteMethod('equal', (original: (...args: unknown[]) => void) => function equal(this: Chai.AssertionPrototype, ...args: unknown[]) {
    const [expected, message] = args;
    const actual: unknown = flag(this, 'object');
    if (flag(this, 'deep') || !(actual instanceof Element || expected instanceof Element)) return original.apply(this, args);
    if (message !== undefined) flag(this, 'message', message);
    this.assert(actual === expected, 'expected #{act} to be #{exp}', 'expected it to be another than #{exp}', inShort(expected), inShort(actual));
  });
});

/** No accessibility violation within, once nothing on the page moves or fades: what is half there has neither its colours nor its place. */
export async function expectAccessible(root: Element | undefined): Promise<void> {
  if (!root) throw new Error('there is nothing to look at');
  await still(document);
  await expect(root).to.be.accessible();
}
