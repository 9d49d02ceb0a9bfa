// Writes src/protocol.ts anew; `npm test` holds it to the schema.
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {root} from './bundle.mjs';
import {protocolTypes} from './protocol_types.mjs';

await writeFile(path.join(root, 'src/protocol.ts'), await protocolTypes(root));
