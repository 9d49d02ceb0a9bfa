// A wire that can be cut: passes bytes on to a port until `cut`, from then on breaks what there is and lets nothing
// through, until `mend`.
import {connect, createServer} from 'node:net';

export async function wire(port) {
  const ends = new Set();
  let whole = true;
  const proxy = createServer(near => {
    if (!whole) return near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]]) {
      ends.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => (ends.delete(one), other.destroy()));
    }
  });
  await new Promise(resolve => proxy.listen(0, '127.0.0.1', resolve));
  return {
    /** The same page, reached over the wire. */
    through: url => Object.assign(new URL(url), {port: proxy.address().port}).href,
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
