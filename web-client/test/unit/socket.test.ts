import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { Socket } from '../../src/connection/socket.ts';

class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  static made: FakeSocket[] = [];
  readyState = FakeSocket.CONNECTING;
  sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeSocket.made.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.readyState = FakeSocket.CLOSED;
  }
  /** From the other side. */
  accept() {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }
  end(code: number) {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.({ code, reason: '' });
  }
}

const real = { setTimeout, clearTimeout, setInterval, clearInterval };
/** Time that goes on when it is told to. */
function standStill(t: TestContext) {
  const timers = new Map<number, { at: number; run: () => void }>();
  let now = 0;
  let made = 0;
  const setLater = (run: () => void, ms: number) => (timers.set(++made, { at: now + ms, run }), made);
  const clear = (timer: number) => timers.delete(timer);
  Object.assign(globalThis, { setTimeout: setLater, clearTimeout: clear, setInterval: () => 0, clearInterval: clear });
  t.after(() => Object.assign(globalThis, real));
  return (ms: number) => {
    now += ms;
    for (const [timer, { at, run }] of [...timers]) if (at <= now && timers.delete(timer)) run();
  };
}

/** A client whose page opened a socket before, which is by now as `then` left it. */
function taken(t: TestContext, then: (early: FakeSocket) => void = () => undefined) {
  const pass = standStill(t);
  Object.assign(globalThis, { WebSocket: FakeSocket, location: { origin: 'https://convene.example' } });
  FakeSocket.made = [];
  const early = new FakeSocket('early', 'convene.v1');
  then(early);
  const closed: [number, boolean][] = [];
  const socket = new Socket(
    'e1',
    {
      opened: () => void socket.send({ type: 'hello' }),
      receive: () => undefined,
      closed: (code, _, again) => closed.push([code, again]),
    },
    early as unknown as WebSocket,
  );
  socket.connect();
  return { pass, early, closed, later: () => FakeSocket.made.slice(1) };
}
const hello = ['{"type":"hello"}'];

test('a socket that the page opened before is greeted once: when it opens, or at once', t => {
  const coming = taken(t);
  assert.deepEqual([coming.early.sent, coming.later()], [[], []]);
  coming.early.accept();
  assert.deepEqual([coming.early.sent, coming.later()], [hello, []]);
  const there = taken(t, early => early.accept());
  assert.deepEqual([there.early.sent, there.later()], [hello, []]);
});

test('one that has ended by then is left for a new one', t => {
  const { later, early } = taken(t, one => one.end(4204));
  const made = later().map(one => [one.url, one.protocol]);
  assert.deepEqual([early.sent, made], [[], [['wss://convene.example/ws/e1', 'convene.v1']]]);
  later()[0]!.accept();
  assert.deepEqual(later()[0]!.sent, hello);
});

test('one whose hello came too late is followed by another; what that one is told counts', t => {
  const { pass, early, closed, later } = taken(t, one => one.accept());
  early.end(4204);
  assert.deepEqual(closed, [[1006, true]]);
  pass(1_000);
  later()[0]!.accept();
  assert.deepEqual(later()[0]!.sent, hello);
  later()[0]!.end(4204);
  assert.deepEqual(closed.at(-1), [4204, false]);
});

test('after an answer, and of a pass, a close means what it says', t => {
  const answered = taken(t, one => one.accept());
  answered.early.onmessage?.({ data: '{"type":"welcome"}' });
  answered.early.end(4204);
  assert.deepEqual(answered.closed, [[4204, false]]);
  const refused = taken(t, one => one.accept());
  refused.early.end(4200);
  assert.deepEqual(refused.closed, [[4200, false]]);
});

test('one that does not open within eight seconds is given up for another', t => {
  const { pass, early, closed, later } = taken(t);
  pass(8_000);
  assert.deepEqual([closed, early.readyState, early.onopen], [[[1006, true]], FakeSocket.CLOSED, null]);
  pass(1_000);
  assert.equal(later().length, 1);
});
