import { readFile } from 'node:fs/promises';
import type { Context, Hono } from 'hono';
import { parsePayment, type PaymentPayload } from '../../src/kinds/payment/payload.js';
import type { Admin } from '../server/index.js';
import { contentSecurityPolicy } from './headers.js';
import { escapeHtml } from './pages.js';
import type { Who } from './who.js';

interface Request { id: string; thread: string; payload: PaymentPayload }

/** Where a payment provider's hosted page would be: the widget leads here, and the clinic tells the chat once it is paid. */
export function payRoutes(app: Hono, admin: Admin, whoAsks: (c: Context) => Who): void {
  const requestOf = (c: Context): Request | undefined => {
    const { person, workspace } = whoAsks(c);
    const message = admin.message(workspace.id, c.req.param('message') ?? '');
    const isTheirs = message?.kind === 'payment' && message.for !== undefined && [person.id, person.onBehalfOf].includes(message.for);
    return isTheirs ? { id: message.id, thread: message.threadId, payload: parsePayment(message.payload) } : undefined;
  };

  app.get('/pay/:message', async (c) => {
    const request = requestOf(c);
    if (!request) return c.text('Not found', 404);
    c.header('Content-Security-Policy', contentSecurityPolicy(false).replace("form-action 'none'", "form-action 'self'"));
    c.header('Cache-Control', 'no-store');
    return c.html(await pageOf(request, whoAsks(c)));
  });

  app.post('/pay/:message', async (c) => {
    // With our referrer policy a form sends no origin that tells anything; browsers say it in a header of their own.
    if (c.req.header('sec-fetch-site') !== 'same-origin') return c.text('Only for pages of the portal.', 403);
    const request = requestOf(c);
    if (!request) return c.text('Not found', 404);
    // Pressed twice, or withdrawn in between: the page says how it stands.
    await admin.act(whoAsks(c).workspace.id, request.id, 'confirm').catch(() => undefined);
    return c.redirect(`/pay/${encodeURIComponent(request.id)}`, 303);
  });
}

const outcomes: Readonly<Record<PaymentPayload['state'], string>> = {
  open: '<p>Accept the request in your messages first.</p>',
  accepted: '<form method="post"><button type="submit">Pay now</button></form>',
  paid: '<p role="status"><b>Paid. Thank you.</b> The clinic has been told.</p>',
  rejected: '<p>This request was declined.</p>',
  cancelled: '<p>The clinic has withdrawn this request.</p>',
};

async function pageOf({ thread, payload: { name, price, state } }: Request, { workspace }: Who): Promise<string> {
  const template = await readFile(new URL('./public/pay.html', import.meta.url), 'utf8');
  const values: Readonly<Record<string, string>> = {
    clinic: workspace.name, service: name, thread, scheme: '',
    price: new Intl.NumberFormat('en', { style: 'currency', currency: price.currency }).format(price.value),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => (key === 'outcome' ? outcomes[state] : escapeHtml(values[key] ?? '')));
}
