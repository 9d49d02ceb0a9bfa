// A WebSocket that comes back.
//
// Written here rather than taken from a library: what to do after a close depends on Convene's code ranges, nothing may
// be queued before `hello`, and the usual package is a fifth of the first response.
//
// A frame carries one message or an array of them; `receive` gets them one frame at a time, so that a screen is drawn
// once per frame. A connection that says nothing for two heartbeats is taken for lost: some networks never tell.
import { pause, verdict } from './backoff.ts';
import { openSocket } from './open.ts';

export interface Hooks {
  opened(): void;
  receive(messages: unknown[]): void;
  /** `again`: another attempt follows by itself. */
  closed(code: number, reason: string, again: boolean): void;
}

const connectDeadline = 8_000;
/** The server waits for hello for five seconds. */
const notGreeted = 4204;

export class Socket {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private attempt = 0;
  private heard = 0;
  private stopped = false;
  /** Milliseconds between the client's own pings; set from the server's limits. */
  heartbeat = 15_000;

  constructor(
    private readonly event: string,
    private readonly hooks: Hooks,
    /** Opened before by the page's first script: the first attempt. */
    private early?: WebSocket,
  ) {}

  get open(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  connect(): void {
    clearTimeout(this.timer);
    this.stopped = false;
    this.drop();
    // What is closed by now was given up before anybody listened, and is told by the next one if it is still so.
    let early = this.early && this.early.readyState < WebSocket.CLOSING ? this.early : undefined;
    this.early = undefined;
    const socket = (this.socket = early ?? openSocket(this.event));
    const deadline = setTimeout(() => socket.readyState === WebSocket.CONNECTING && this.lost(1006, ''), connectDeadline);
    const opened = () => {
      clearTimeout(deadline);
      this.heard = Date.now();
      this.watch = setInterval(() => this.beat(), this.heartbeat / 2);
      this.hooks.opened();
    };
    if (this.open) opened();
    else socket.onopen = opened;
    socket.onmessage = event => {
      early = undefined;
      this.heard = Date.now();
      const frame: unknown = JSON.parse(event.data as string);
      this.hooks.receive(Array.isArray(frame) ? frame : [frame]);
    };
    socket.onclose = event => {
      clearTimeout(deadline);
      // Its time ran while this script was on its way: that says nothing of who greets too late.
      this.lost(early && event.code === notGreeted ? 1006 : event.code, event.reason);
    };
  }

  send(message: object): boolean {
    if (!this.open) return false;
    this.socket!.send(JSON.stringify(message));
    return true;
  }

  /** Greeted: the next loss starts with short pauses again. */
  settled(): void {
    this.attempt = 0;
  }

  /** Something changed for the better (the network is back, the page is looked at): do not wait for the timer. */
  hurry(): void {
    if (this.stopped || this.open || this.socket?.readyState === WebSocket.CONNECTING) return;
    this.connect();
  }

  /** The page came back after a sleep: ask for a sign of life, and do not wait long for it. */
  probe(): void {
    if (!this.open) return this.hurry();
    this.send({ type: 'ping', at: Date.now() });
    const asked = Date.now();
    setTimeout(() => this.open && this.heard < asked && this.lost(1006, ''), 3_000);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.drop();
  }

  private beat(): void {
    const silent = Date.now() - this.heard;
    if (silent > this.heartbeat * 2) this.lost(1006, '');
    else if (silent >= this.heartbeat / 2) this.send({ type: 'ping', at: Date.now() });
  }

  private drop(): void {
    clearInterval(this.watch);
    const old = this.socket;
    this.socket = undefined;
    if (!old) return;
    old.onopen = old.onmessage = old.onclose = null;
    old.close();
  }

  private lost(code: number, reason: string): void {
    this.drop();
    const again = verdict(code) !== 'never' && !this.stopped;
    this.hooks.closed(code, reason, again);
    if (!again) return;
    this.timer = setTimeout(() => this.connect(), pause(code, this.attempt++, Math.random()));
  }
}
