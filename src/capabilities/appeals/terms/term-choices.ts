import { inLanguage } from '#rooms/organisations/door.ts';
import { isOffered } from '../listed/listed.ts';
import type { WorkView } from '../read-appeal.ts';
import { groundOf } from './ground.server.ts';
import { prolongable } from './prolong-answer.ts';
import { stops } from './rules.ts';

/** What may be done about the terms of an appeal, for the panel of work. */
export async function termChoices(work: WorkView, lang: string, now = new Date()) {
	const { appeal, rights, terms } = work;
	const ground = await groundOf(appeal.territory);
	const chain = ground.categories.chain(appeal.category).map((one) => one.code);
	return {
		prolong: rights.prolong ? prolongable(appeal, terms, ground, now) : null,
		waitReasons: ground.book.reasons.filter(isOffered).map((reason) => ({
			code: reason.code,
			name: inLanguage(reason.texts, lang)?.name ?? reason.code,
			stops: stops(ground.book, reason.code, 'promise', { areas: ground.where.areas, chain }),
		})),
		/** What is waited for now, in the words that the resident reads. */
		waiting: work.waits
			.filter((wait) => !wait.endedAt && wait.to > now)
			.map((wait) => {
				const reason = ground.book.reasons.find((one) => one.code === wait.reason);
				return inLanguage(reason?.texts ?? [], lang)?.said ?? wait.reason;
			}),
	};
}
