import type { Id, Position } from '../model/index.js';
import type { Core } from './core.js';
import type { TimelineState } from './types.js';

/**
 * The message above which the divider stands, `null` where all is read, undefined while not enough is loaded to know.
 * @param readUpTo where the viewer had read to
 */
export function firstUnread({ messages, older, gaps, phase }: TimelineState, readUpTo: Position | undefined, { viewerId, isQuiet }: Pick<Core, 'viewerId' | 'isQuiet'>): Id | null | undefined {
  const oldest = messages[0]?.position;
  // It may be hidden in a hole.
  if (phase !== 'ready' || gaps.length > 0 || (older.state !== 'end' && (readUpTo === undefined || oldest === undefined || oldest > readUpTo))) return undefined;
  return messages.find((m) => m.position !== undefined && m.author !== viewerId && !isQuiet(m) && (readUpTo === undefined || m.position > readUpTo))?.id ?? null;
}
