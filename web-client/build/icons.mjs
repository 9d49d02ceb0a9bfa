// PNG icons for a home screen, drawn from src/icon.svg: a rectangle and circles on it, which is all that it may hold.
import zlib, {deflateSync} from 'node:zlib';

const number = (text, name) => Number(new RegExp(`\\b${name}="([\\d.]+)"`).exec(text)?.[1] ?? 0);
const colour = text => [1, 3, 5].map(at => parseInt(/fill="(#[0-9a-f]{6})"/.exec(text)[1].slice(at, at + 2), 16));

/** {side, ground: {radius, colour}, dots: [{x, y, r}], ink} of the drawing. */
export function drawing(svg) {
  const [, rect, group] = /<rect ([^>]*)\/>(.*)<\/svg>/.exec(svg);
  const dots = [...group.matchAll(/<circle ([^>]*)\/>/g)].map(([, c]) => ({x: number(c, 'cx'), y: number(c, 'cy'), r: number(c, 'r')}));
  if (dots.length === 0 || group.replace(/<g [^>]*>|<\/g>|<circle [^>]*\/>/g, '')) throw new Error('src/icon.svg: circles on a rectangle only');
  return {side: number(rect, 'width'), ground: {radius: number(rect, 'rx'), colour: colour(rect)}, dots, ink: colour(group)};
}

let table;
/** Node has it since 20.15; the client is built with 18, too. */
function crc32(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  table ??= Array.from({length: 256}, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
  });
  let crc = ~0;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** How much of a small square around the point is inside, 0 to 1; `inside` is asked at 16 places in it. */
function share(x, y, step, inside) {
  let n = 0;
  for (let i = 0; i < 16; i++) n += inside(x + ((i % 4) + 0.5) * step / 4, y + (Math.floor(i / 4) + 0.5) * step / 4) ? 1 : 0;
  return n / 16;
}

/** A PNG of `size` pixels a side. `full`: to the edges, for systems that cut it to a shape of their own. */
export function png(svg, size, full = false) {
  const {side, ground, dots, ink} = drawing(svg);
  const step = side / size;
  const radius = full ? 0 : ground.radius;
  const near = v => Math.max(radius - v, v - (side - radius), 0);
  const onGround = (x, y) => Math.hypot(near(x), near(y)) <= radius || radius === 0;
  const onDot = (x, y) => dots.some(d => Math.hypot(x - d.x, y - d.y) <= d.r);
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0, at = 0; row < size; row++) {
    at++;
    for (let column = 0; column < size; column++) {
      const [x, y] = [column * step, row * step];
      const dot = share(x, y, step, onDot);
      for (let i = 0; i < 3; i++) rows[at++] = Math.round(ground.colour[i] + (ink[i] - ground.colour[i]) * dot);
      rows[at++] = Math.round(255 * share(x, y, step, onGround));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head), chunk('IDAT', deflateSync(rows, {level: 9})), chunk('IEND', Buffer.alloc(0)),
  ]);
}
