import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

test('a long list goes out whole, says how long it is, and is not sent again to whoever has it', async () => {
	const town = await aTerritory();
	const texts = Array.from(
		{ length: 30 },
		(_, number) => `Яма ${number} «у дома» <b>& сквера</b> 🚧 ${'дорога '.repeat(20)}`,
	);
	for (const text of texts) await anAppeal(town.id, { text });
	await site.runJobs();
	const address = `${site.address}/${town.path}/appeals`;
	const headers = { 'accept-language': 'ru', 'accept-encoding': 'identity' };
	const response = await fetch(address, { headers });
	const bytes = Buffer.from(await response.arrayBuffer());
	const page = bytes.toString('utf8');
	assert.equal(response.headers.get('content-length'), String(bytes.length));
	assert.ok(page.startsWith('<!doctype html>') && page.trimEnd().endsWith('</html>'));
	assert.equal(page.match(/<\/body>/g)?.length, 1);
	for (const number of texts.keys()) assert.ok(page.includes(`Яма ${number} «у дома»`), `line ${number}`);
	assert.doesNotMatch(page, /\[object|undefined|<b>&/);

	const again = await fetch(address, {
		headers: { ...headers, 'if-none-match': response.headers.get('etag') ?? '' },
	});
	assert.equal(again.status, 304);
	await anAppeal(town.id, { text: 'Новая яма у школы' });
	await site.runJobs();
	const changed = await fetch(address, {
		headers: { ...headers, 'if-none-match': response.headers.get('etag') ?? '' },
	});
	assert.equal(changed.status, 200);
	assert.ok((await changed.text()).includes('Новая яма у школы'));
});
