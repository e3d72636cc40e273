import { startTestServer } from '../../demo/server/testing.js';
import { people, threads } from './support.js';

/** A server in a process of its own, so that a test can kill it: prints its address, then serves until it dies. */
const [dataDir, signingKey] = process.argv.slice(2) as [string, string];
const server = await startTestServer({ people, threads, dataDir, signingKeys: [signingKey], rate: { perSecond: 10_000, burst: 10_000 } });
console.log(server.url);
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
