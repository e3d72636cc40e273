import type { MessageKind } from '../model/index.js';

type Reading<P> = Pick<MessageKind<P>, 'parse' | 'preview' | 'plain' | 'icon'>;

/** A card whose reading and words come with the first such message: what a plain thread does without is not paid for by it. */
export function lateCard<P>(facts: Omit<MessageKind<P>, keyof Reading<P> | 'load'>, bring: () => Promise<{ reading: Reading<P> }>): MessageKind<P> {
  let known: Reading<P> | undefined;
  const reading = (): Reading<P> => {
    if (!known) throw new Error(`${facts.kind}: its card is not loaded`);
    return known;
  };
  return {
    ...facts,
    load: async () => void ({ reading: known } = await bring()),
    parse: (payload) => reading().parse(payload),
    preview: (payload, t, files) => reading().preview(payload, t, files),
    plain: (payload, files, t) => reading().plain?.(payload, files, t),
    icon: () => reading().icon?.() ?? [],
  };
}
