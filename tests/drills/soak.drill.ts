/** Asks for 200,000 pages while jobs run, and holds the process to the memory it had after 20,000. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { memory } from '../../bench/memory.ts';

test('memory after 200,000 pages is what it was after 20,000', async (t) => {
	const findings = await memory();
	const lines = findings.map(({ what, value, most, told }) => `${what}: ${value} (at most ${most}); ${told}`);
	for (const line of lines) t.diagnostic(line);
	const folder = fileURLToPath(new URL('../../docs/drills', import.meta.url));
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		`${folder}/soak.md`,
		`# Soak\n\nPages are asked for without end while jobs run. Repeat: \`npm run drill soak\`.\nRun on ${new Date().toISOString().slice(0, 10)}.\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`,
	);
	for (const { what, value, most } of findings) assert.ok(value <= (most ?? value), `${what}: ${value}`);
});
