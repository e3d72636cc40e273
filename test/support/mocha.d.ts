/** What the component test bench puts on the window (its own types would pull in a second test framework's). */
type BenchBody = (this: BenchContext) => void | Promise<void>;

interface BenchContext {
  /** Leaves this test out, here and now. */
  skip(): never;
  /** Gives this test another time limit, in ms. */
  timeout(ms: number): void;
}

interface BenchSuite {
  (name: string, body: (this: BenchContext) => void): void;
  only(name: string, body: (this: BenchContext) => void): void;
  skip(name: string, body: (this: BenchContext) => void): void;
}

interface BenchTest {
  (name: string, body?: BenchBody): void;
  only(name: string, body: BenchBody): void;
  skip(name: string, body?: BenchBody): void;
}

declare const describe: BenchSuite;
declare const it: BenchTest;
declare function before(body: BenchBody): void;
declare function beforeEach(body: BenchBody): void;
declare function after(body: BenchBody): void;
declare function afterEach(body: BenchBody): void;
