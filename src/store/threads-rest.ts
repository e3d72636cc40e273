import { ChatError } from '../base/errors.js';
import type { Cursor } from '../model/index.js';
import type { ExtrasHost } from './extra-values.js';

const limit = 50;
const most = 20;

/**
 * Unread threads further down count too, though they are not listed yet.
 * @param since what the server has not named since then is read
 */
export async function countRest({ core, threads }: Pick<ExtrasHost, 'core' | 'threads'>, since: number): Promise<void> {
  let before: Cursor | undefined;
  try {
    for (let pages = 0; pages < most; pages++) {
      ({ older: before } = await threads.page({ filter: { unread: true }, sort: 'recent', limit, ...(before === undefined ? {} : { before }) }, Number.POSITIVE_INFINITY));
      if (before === undefined) return threads.settle(since, false);
    }
  } catch (thrown) {
    core.report(ChatError.from(thrown));
  }
}
