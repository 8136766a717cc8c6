import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveBackWhenQuiet } from './give-back.server.ts';

const megabyte = 1024 * 1024;

test('what is left over is given back when nobody waits, once, and not for a little', (t) => {
	t.mock.timers.enable({ apis: ['setInterval'] });
	const now = { busy: 0.5, held: 120 * megabyte, collected: 0 };
	const end = giveBackWhenQuiet({
		busy: () => now.busy,
		held: () => now.held,
		collect() {
			now.collected++;
			now.held = 60 * megabyte;
		},
	});
	const look = () => t.mock.timers.tick(10_000);
	look();
	assert.equal(now.collected, 0, 'somebody waits');
	now.busy = 0.01;
	look();
	assert.equal(now.collected, 1);
	now.held = 80 * megabyte;
	look();
	assert.equal(now.collected, 1, 'a little is not worth it');
	now.held = 90 * megabyte;
	look();
	assert.equal(now.collected, 2);
	end();
	now.held = 200 * megabyte;
	look();
	assert.equal(now.collected, 2);
});
