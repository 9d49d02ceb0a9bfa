import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
// @ts-expect-error: a script of the build, without types
import { protocolTypes } from '../../build/protocol_types.mjs';

declare const __ROOT__: string;

test("the wire's types are those of the schema: npm run types", async () => {
  assert.equal(readFileSync(path.join(__ROOT__, 'src/protocol.ts'), 'utf8'), await protocolTypes(__ROOT__));
});
