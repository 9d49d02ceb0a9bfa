// What src/protocol.ts says: made from the JSON Schema of the wire, which in turn follows from the server's field lists.
import {compile} from 'json-schema-to-typescript';
import {readFile} from 'node:fs/promises';
import path from 'node:path';

const banner = `// The wire's types. Made from protocol/schema/convene.schema.json by \`npm run types\`; not written by hand.`;

/** The generator leaves layout to others: two spaces a brace, semicolons, a blank line before each interface. */
function laidOut(text) {
  let depth = 0;
  const lines = text.split('\n').filter(line => line.trim()).map(line => {
    if (line.startsWith('}')) depth--;
    const indented = '  '.repeat(depth) + line;
    if (line.endsWith('{')) depth++;
    return /^(\/?\*| \*|export interface)|[{;]$/.test(line) || line === '}' && depth === 0 ? indented : `${indented};`;
  });
  return lines.join('\n')
    .replace(/\{\n\s*\};/g, '{};')
    .replace(/= \(([^()]*)\);/g, '= $1;')
    .replace(/: \(([^()]*)\);/g, ': $1;')
    .replace(/\n((?:\/\*\*\n \*.*\n \*\/\n)?export )/g, '\n\n$1');
}

/** `root`: the client's folder. */
export async function protocolTypes(root) {
  const schema = JSON.parse(await readFile(path.join(root, '../protocol/schema/convene.schema.json'), 'utf8'));
  const types = await compile(schema, 'Wire', {additionalProperties: false, bannerComment: '', format: false, ignoreMinAndMaxItems: true});
  return `${banner}\n\n${laidOut(types)}\n`;
}
