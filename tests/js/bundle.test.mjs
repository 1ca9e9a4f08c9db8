// The committed bundle is what `npm run bundle` makes of the sources: readers and the book need no Node.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("the committed bundle is fresh", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const fresh = join(mkdtempSync(join(tmpdir(), "bundle-")), "bundle.js");
  const [, ...words] = scripts.bundle.replace(/--outfile=\S+/, `--outfile=${fresh}`).split(" ");
  execFileSync(join(root, "node_modules/.bin/esbuild"), words, { cwd: root });
  const committed = readFileSync(join(root, "mpepsn/widgets/bundle.js"));
  assert.ok(committed.equals(readFileSync(fresh)), "mpepsn/widgets/bundle.js is stale: run npm run bundle");
});
