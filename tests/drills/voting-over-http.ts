import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Voter } from '../../bench/votes/voters.ts';

/** A vote that was acknowledged: what the voter keeps, and what they marked. */
export type Receipt = { secret: string; marks: string; tries: number };
type Ballot = { who: Voter | { code: string }; marks: readonly string[]; key: string };

/** Casts as a browser without script does, or as a program with the code of a sheet. */
export class Ballots {
	readonly #origin: string;
	/** Address of the form, and of the API. */
	readonly #to: { form: string; api: string };
	/** Second votes of somebody who has voted, and those that were let in. */
	readonly second = { tried: 0, taken: 0 };

	constructor(origin: string, to: { form: string; api: string }) {
		this.#origin = origin;
		this.#to = to;
	}

	/** Until it is acknowledged, however often the house falls meanwhile, always with one key; undefined when `until` has come. */
	async cast(
		who: Ballot['who'],
		marks: readonly string[],
		until: () => boolean,
	): Promise<Receipt | undefined> {
		const ballot = { who, marks, key: randomUUID() };
		for (let tries = 1; !until(); tries++) {
			const secret = await this.#attempt(ballot).catch(() => undefined);
			if (secret) return { secret, marks: marks.join(','), tries };
			await sleep(100);
		}
		return undefined;
	}

	/** The same person once more, with another form: nobody lets that in. */
	async castAgain(who: Ballot['who'], marks: readonly string[]): Promise<void> {
		this.second.tried++;
		const secret = await this.#attempt({ who, marks, key: randomUUID() }).catch(() => undefined);
		if (secret) this.second.taken++;
	}

	async #attempt({ who, marks, key }: Ballot): Promise<string | undefined> {
		const common = { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(15_000) } as const;
		if ('code' in who) {
			const answer = await fetch(this.#origin + this.#to.api, {
				...common,
				headers: { 'content-type': 'application/json', 'idempotency-key': key },
				body: JSON.stringify({ code: who.code, marks }),
			});
			const read = (await answer.json()) as { secret?: string };
			return answer.status === 201 ? read.secret : undefined;
		}
		const form = new URLSearchParams([
			['_token', who.token],
			['_key', key],
			...marks.map((one) => ['marks', one]),
		]);
		const answer = await fetch(this.#origin + this.#to.form, {
			...common,
			headers: { accept: 'text/html', origin: this.#origin, cookie: who.cookie },
			body: form,
		});
		return /name="secret" value="([A-Za-z0-9_-]{22})"/.exec(await answer.text())?.[1];
	}
}
