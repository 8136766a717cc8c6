import { allWaiting, forgetFiles, putOutcome, type Waiting } from './keep-files.ts';

/** What the server gave for a form that had waited. */
export type Taken = { number: string; code: string; address: string; due: string; warning?: string };
export type Outcome = { one: Waiting; taken?: Taken; problem?: string };

/** The token of the form grows old when the form waits long: a fresh one is read from the page. */
async function freshToken(page: string): Promise<string> {
	const answer = await fetch(page, { headers: { accept: 'text/html' } });
	return /name="_token" value="([^"]*)"/.exec(await answer.text())?.[1] ?? '';
}

async function post(to: string, body: FormData): Promise<Response> {
	return fetch(to, { method: 'POST', body, headers: { accept: 'application/json' } });
}

/** Sends one; throws where the network is still away, so that it waits on. A repeat is harmless: the form carries its key. */
async function send(one: Waiting): Promise<Outcome> {
	const fields = one.fields.filter(([name]) => name !== '_token');
	const token = (await freshToken(one.page)) || (one.fields.find(([name]) => name === '_token')?.[1] ?? '');
	for (const file of one.files) {
		const body = new FormData();
		body.append('_token', token);
		body.append('file', file.blob, file.name);
		const answer = await post(one.uploadTo, body);
		if (answer.status >= 500 || answer.status === 429) throw new Error('later');
		if (answer.ok) fields.push([file.keepAs ?? one.keepAs, ((await answer.json()) as { id: string }).id]);
	}
	const body = new FormData();
	body.append('_token', token);
	for (const [name, value] of fields) body.append(name, value);
	const answer = await post(one.to, body);
	// Too many at once, or the server is away for a moment: it waits on.
	if (answer.status >= 500 || answer.status === 429) throw new Error('later');
	const told = (await answer.json()) as Taken & { message?: string };
	return answer.ok ? { one, taken: told } : { one, problem: told.message ?? '' };
}

/** What still wants to be sent. */
export const isUnsent = (one: Waiting): boolean => !one.taken && one.problem === undefined;

/** Sends all that waits, one after another; what could not go yet stays. */
export async function sendWaiting(): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const one of await allWaiting()) {
		if (one.taken || one.problem !== undefined) {
			outcomes.push(one.taken ? { one, taken: one.taken } : { one, problem: one.problem ?? '' });
			continue;
		}
		try {
			const outcome = await send(one);
			outcomes.push(outcome);
			if (outcome.taken) {
				await putOutcome({ ...one, files: [], taken: outcome.taken });
				await forgetFiles(one.draft);
			} else await putOutcome({ ...one, problem: outcome.problem ?? '' });
		} catch {
			return outcomes;
		}
	}
	return outcomes;
}
