// Pulls the plug of one side: its requests fail and its stream breaks off as on a lost network, while the other side goes on. (Uploads with
// progress go by XMLHttpRequest and are not cut.) It stands before the chat's own script and knows nothing of it.

const line = () => ({ isDown: false, cut: new AbortController() });
const sides = new Map([['ana', line()], ['maya', line()]]);
const sideOfToken = new Map();
const network = window.fetch.bind(window);
const lost = () => new TypeError('The line is down.');

window.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { pathname, searchParams } = new URL(request.url);
  const isToken = pathname === '/portal/token';
  const side = isToken ? sides.get(searchParams.get('as')) : sideOfToken.get(request.headers.get('authorization')?.slice('Bearer '.length));
  if (!side) return network(request);
  if (side.isDown) throw lost();
  const { signal } = side.cut;
  const answer = await network(request, { signal: AbortSignal.any([request.signal, signal]) });
  if (isToken && answer.ok) sideOfToken.set((await answer.clone().json()).token, side);
  return answer;
};

for (const input of document.querySelectorAll('input[data-side]')) {
  const side = sides.get(input.dataset.side);
  // Browsers keep what was checked over a reload.
  input.checked = false;
  input.addEventListener('change', () => {
    side.isDown = input.checked;
    if (side.isDown) side.cut.abort(lost());
    else side.cut = new AbortController();
  });
}
