import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchPool } from './alive.server.ts';

const settled = (promise: Promise<void>) => {
	let done = false;
	void promise.then(() => {
		done = true;
	});
	return () => done;
};

test('workers that ask for nothing and hold nothing are taken for dead; those with a job in hand never', async () => {
	const events = new EventEmitter();
	const { signal } = new AbortController();
	const watch = watchPool(events);
	events.emit('job:start');
	const silent = settled(watch.silent(50, signal));
	await sleep(200);
	assert.equal(silent(), false, 'it works');
	events.emit('job:complete');
	await sleep(1_200);
	assert.equal(silent(), true, 'it is dead');
});

test('the watch ends with the process', async () => {
	const end = new AbortController();
	const silent = watchPool(new EventEmitter()).silent(60_000, end.signal);
	end.abort();
	await silent;
});
