// A wire that can be cut: passes bytes on to a port until `cut`, from then on breaks what there is and lets nothing
// through, until `mend`. It can be a slow line, too.
import {connect, createServer} from 'node:net';

/** A telephone far from its mast: so long for a way there, so many bytes a second each way, shared by all connections. */
export const slowLine = {delay: 200, rate: 50_000};

const packet = 1_460;

/** One direction of a slow line: what is sent goes out after what was sent before, and arrives so much later. */
function lane({delay, rate}) {
  let free = 0;
  return (bytes, arrive) => {
    free = Math.max(free, performance.now()) + (bytes / rate) * 1_000;
    setTimeout(arrive, free + delay - performance.now());
  };
}

function passOn(from, to, send) {
  const waiting = [];
  const arrive = () => (([bytes]) => (bytes ? to.write(bytes) : to.end()))(waiting.splice(0, 1));
  from.on('data', data => {
    for (let at = 0; at < data.length; at += packet) {
      const bytes = data.subarray(at, at + packet);
      waiting.push(bytes);
      send(bytes.length, arrive);
    }
  });
  from.on('end', () => (waiting.push(undefined), send(0, arrive)));
}

/** `line`: how slow it is ({delay, rate}); `handshake`: a connection's own takes its time, too. */
export async function wire(port, {line, handshake = false} = {}) {
  const ends = new Set();
  let whole = true, carried = 0;
  const [up, down] = line ? [lane(line), lane(line)] : [];
  const proxy = createServer({allowHalfOpen: line !== undefined}, near => {
    if (!whole) return near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const [one, other, send] of [[near, far, up], [far, near, down]]) {
      ends.add(one);
      one.on('data', data => (carried += data.length));
      if (line) passOn(one, other, send);
      else one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => (ends.delete(one), line ? other.end() : other.destroy()));
    }
    if (!handshake) return;
    near.pause();
    setTimeout(() => near.resume(), 2 * line.delay);
  });
  await new Promise(resolve => proxy.listen(0, '127.0.0.1', resolve));
  return {
    /** The same page, reached over the wire. */
    through: url => Object.assign(new URL(url), {port: proxy.address().port}).href,
    /** Bytes since the start, both ways. */
    carried: () => carried,
    cut() {
      whole = false;
      for (const end of ends) end.resetAndDestroy();
    },
    mend: () => (whole = true),
    close() {
      proxy.close();
      for (const end of ends) end.destroy();
    },
  };
}
