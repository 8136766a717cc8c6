import { database } from '#platform/db/door.server.ts';
import { type FileId, fileAddress } from '#platform/files/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import type { Appeal } from '../appeal.ts';
import { categories } from '../categories.server.ts';
import { wordsIn } from '../category.ts';
import type { AnswerToQuestion } from '../filing-store.server.ts';
import { addressOf } from '../project.ts';
import { isAuthor, placeOf, type Viewer } from '../reach.ts';
import * as store from '../store.server.ts';
import { type Inquiry, isOpen } from './inquiry.ts';
import * as inquiries from './inquiry-store.server.ts';

type Picture = { src: string; thumbnail: string };
export type SeenSupplement = { id: string; text: string; at: Date; photographs: Picture[] };
export type SeenInquiry = Pick<
	Inquiry,
	'id' | 'text' | 'askedAt' | 'reminded' | 'withdrawnAt' | 'byAnswer'
> & {
	open: boolean;
	reply: SeenSupplement | null;
};
/** What was asked and added, in order. */
export type Talk = { inquiries: SeenInquiry[]; added: SeenSupplement[] };

/** Questions to the author with the answers, and what the author added unasked; for the author, or for the office. */
export async function talkOf(appeal: Appeal, whose: 'author' | 'office'): Promise<Talk> {
	const db = database();
	const [asked, supplements] = await Promise.all([
		inquiries.inquiriesOf(db, appeal),
		inquiries.supplementsOf(db, appeal),
	]);
	const seen = supplements.map(({ id, inquiry, text, at, photographs }) => ({
		id,
		inquiry,
		text,
		at,
		photographs: photographs.map(({ file, name }): Picture => {
			// who follows by a code has it under the page of the appeal alone
			const src =
				whose === 'author'
					? `${addressOf(appeal)}/photographs/${file}`
					: fileAddress({ territory: appeal.territory, id: file as FileId, name });
			return { src: `${src}?w=960`, thumbnail: `${src}?w=320` };
		}),
	}));
	return {
		inquiries: asked.map((one) => ({
			id: one.id,
			text: one.text,
			askedAt: one.askedAt,
			reminded: one.reminded,
			withdrawnAt: one.withdrawnAt,
			byAnswer: one.byAnswer,
			open: isOpen(one),
			reply: seen.find((supplement) => supplement.inquiry === one.id) ?? null,
		})),
		added: seen.filter((one) => one.inquiry === null),
	};
}

/** What the category asks and the author has not answered yet: questions that stand ready. */
export async function readyQuestions(
	category: string,
	answered: readonly AnswerToQuestion[],
	lang: string,
): Promise<string[]> {
	const known = new Set(answered.map((one) => one.question));
	return (await categories())
		.questions(category)
		.filter((one) => !known.has(one.code))
		.map((one) => wordsIn(one.texts, lang)?.label ?? '')
		.filter(Boolean);
}

/** Whether the viewer may see a picture that was added to the appeal: its author does; officials have it from /files. */
export async function maySeeAdded(viewer: Viewer, appeal: Appeal, file: string): Promise<boolean> {
	return (await isAuthor(viewer, appeal)) && (await inquiries.isAdded(database(), appeal, file));
}

/** For `/files`: who reads the whole appeal, and its author by account. */
export async function maySeeSupplement(
	actor: Actor,
	thing: { territory: Appeal['territory']; id: string },
): Promise<boolean> {
	const ref = await inquiries.appealOf(database(), thing.territory, thing.id);
	const appeal = ref && (await store.read(database(), ref));
	if (!appeal) return false;
	const mine = actor.account !== null && appeal.author === actor.account;
	return mine || may(actor, 'appeals.see-whole', placeOf(appeal, false));
}
