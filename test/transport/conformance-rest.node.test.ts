import { describe, it } from 'node:test';
import { conformance } from '../../src/transport/conformance.js';
import { restEnvironment } from './rest-env.js';

describe('conformance: the rest adapter on the reference server', { concurrency: 4 }, () => {
  for (const one of conformance) {
    it(one.name, async () => {
      const env = await restEnvironment();
      try {
        await one.run(env);
      } finally {
        await env.close();
      }
    });
  }
});
