/** The main thread's CPU by kind of work, out of the browser's own trace: parsing, compiling, style, layout, paint. */

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'v8.execute', 'disabled-by-default-v8.compile', 'blink', 'toplevel', 'cc', 'loading', 'navigation'];

/** Runs something and returns the self times of the renderer's main thread, by the events' names, in milliseconds of CPU. */
export async function traced(page, work) {
  await page.tracing.start({ categories });
  await work();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const main = busiest(traceEvents);
  const own = new Map();
  /** Events that are open, the innermost last. */
  const open = [];
  const events = traceEvents
    .filter(({ ph, tid, pid, tdur }) => ph === 'X' && `${pid} ${tid}` === main && tdur !== undefined)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  for (const event of events) {
    while (open.length > 0 && open.at(-1).end <= event.ts) open.pop();
    own.set(event.name, (own.get(event.name) ?? 0) + event.tdur / 1000);
    const around = open.at(-1);
    if (around) own.set(around.name, own.get(around.name) - event.tdur / 1000);
    open.push({ name: event.name, end: event.ts + event.dur });
  }
  return [...own].sort((a, b) => b[1] - a[1]);
}

/** The renderer's main thread that did most in this trace. */
function busiest(events) {
  const names = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`);
  const sums = new Map(names.map((name) => [name, 0]));
  for (const { ph, pid, tid, tdur = 0, name } of events) if (ph === 'X' && name.includes('RunTask') && sums.has(`${pid} ${tid}`)) sums.set(`${pid} ${tid}`, sums.get(`${pid} ${tid}`) + tdur);
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0];
}
