import { dayIn } from '#platform/calendar/door.ts';
import { sendMail } from '#platform/channels/door.server.ts';
import { publicOrigin } from '#platform/config/door.server.ts';
import { type AccountId, database, once, transaction } from '#platform/db/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { notify } from '#platform/notifications/door.server.ts';
import { insteadOf, type Staff, staffOf } from '#rooms/organisations/door.server.ts';
import { replyAttach } from './answering/attach-reply.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { openUntil } from './closing/closing.ts';
import { letterLinks } from './followers/follow-by-mail.ts';
import * as followers from './followers/followers-store.server.ts';
import { whyHidden } from './hiding/hidden-now.ts';
import { prolongedBecause } from './merging/merging-store.server.ts';
import { addressOf } from './project.ts';
import * as store from './store.server.ts';
import { groundOf } from './terms/ground.server.ts';

/** News of an appeal that its author and those who joined hear of. */
export type NewsForPeople =
	| 'routed'
	| 'prolonged'
	| 'answered'
	| 'closed'
	| 'review-confirmed'
	| 'review-rejected'
	| 'merged'
	| 'unmerged'
	| 'asked'
	| 'reminded'
	| 'hidden'
	| 'shown-again';

/**
 * Tells the author by account, or by e-mail where there is no account but an address; those who joined or follow by account, or by
 * an address that they confirmed. Runs as a job: the news carries a key of the appeal and its round, so that a second run tells nobody twice.
 */
export async function tellPeople(
	ref: AppealRef,
	news: NewsForPeople,
	round = 1,
	photograph = '',
): Promise<void> {
	const appeal = await store.read(database(), ref);
	if (!appeal) return;
	// what an official hid is not there for its neighbours
	const toAll = forAll.includes(news) && appeal.visibility !== 'authority';
	const [joined, following] = toAll
		? await Promise.all([store.joinedTo(database(), ref), followers.followingMany(database(), [ref])])
		: [[], []];
	// the author reads the answer itself in the letter; to others the page shows what everybody may see
	const answer =
		news === 'answered'
			? ((await store.answersOf(database(), ref)).find((one) => one.round === round)?.text ?? '')
			: undefined;
	const why = await whyOf(appeal, news, photograph);
	const heard = await heardOfLead(appeal, news);
	for (const account of new Set([appeal.author, ...joined, ...following.map((one) => one.account)]))
		if (account !== null && (account === appeal.author || !heard.has(account)))
			await notify(database(), {
				kind: `appeals.${news}`,
				account,
				territory: ref.territory,
				facts: {
					...factsOf(appeal),
					...why,
					...(answer === undefined
						? {}
						: account === appeal.author
							? { own: 'yes', answer, round }
							: { own: 'no', answer: '' }),
				},
				url: addressOf(appeal),
				key: `appeals.${news} ${ref.id} ${round}`,
			});
	if (!appeal.author) await writeToApplicant(appeal, news, round, { ...why, answer });
	if (toAll) await writeToFollowers(appeal, news, round, why);
}

/**
 * Of what happens to an appeal that is worked on with another its neighbours hear once: who has joined, follows or filed the
 * leading one is told by that. The author of the appeal is always told of it.
 */
async function heardOfLead({ territory, mergedInto }: Appeal, news: NewsForPeople): Promise<Set<AccountId>> {
	if (!mergedInto || (news !== 'prolonged' && news !== 'answered')) return new Set();
	const ref: AppealRef = { territory, id: mergedInto };
	const [lead, joined, following] = await Promise.all([
		store.read(database(), ref),
		store.joinedTo(database(), ref),
		followers.followingMany(database(), [ref]),
	]);
	const all = [lead?.author ?? null, ...joined, ...following.map((one) => one.account)];
	return new Set(all.filter((account) => account !== null));
}

/**
 * Why the term was prolonged, in words; what closed the appeal, and the last day on which its author may object (or empty); that it went
 * to another body (`again`: yes), and to which.
 */
type Why = {
	reason?: string;
	/** The same for who reads English, where the house has words for it. */
	'reason.en'?: string;
	because?: string;
	until?: string;
	again?: string;
	body?: string;
	/** `photograph` or `whole`. */
	what?: string;
};

async function whyOf(appeal: Appeal, news: NewsForPeople, photograph: string): Promise<Why> {
	const what = photograph ? 'photograph' : 'whole';
	if (news === 'shown-again') return { what };
	if (news === 'hidden') return { what, ...(await whyHidden(appeal, photograph)) };
	if (news === 'prolonged') return { reason: await prolongedBecause(database(), appeal) };
	if (news !== 'closed') return {};
	const { zone, closing } = await groundOf(appeal.territory);
	const until = openUntil(appeal, closing(appeal.category));
	return { because: appeal.closedBecause ?? '', until: until ? dayIn(zone, until) : '' };
}

/** What those who joined hear of too; the rest is the author's own. */
const forAll: readonly NewsForPeople[] = ['prolonged', 'answered', 'closed'];

const factsOf = (appeal: Appeal) => ({ number: appeal.number, due: appeal.dueOn });

/** One letter for each piece of news, however often the job runs. */
export async function writeToApplicant(
	appeal: Appeal,
	news: NewsForPeople,
	round: number,
	said: Why & { answer?: string | undefined } = {},
): Promise<void> {
	const to = (await store.applicantOf(database(), appeal))?.email;
	if (!to) return;
	const known = await followers.byEmail(database(), appeal, to.toLowerCase());
	if (known?.stoppedAt) return;
	// that it came to a body is news for an address that was confirmed; the answer goes out to any
	if (known && news === 'routed' && !known.confirmedAt) return;
	const lang = appeal.lang === 'en' ? 'en' : 'ru';
	const t = translatorFor(lang);
	const path = `${lang === 'en' ? '/en' : ''}/appeals/follow?number=${encodeURIComponent(appeal.number)}`;
	const { answer = '', because = '', until, again = 'no', body = '', what = '' } = said;
	const facts = {
		number: appeal.number,
		due: t.formats.date(appeal.dueOn, 'long'),
		answer,
		reason: (lang === 'en' && said['reason.en']) || (said.reason ?? ''),
		because,
		again,
		body,
		what,
		until: until ? t.formats.date(until, 'long') : '',
	};
	await transaction((tx) =>
		once(
			tx,
			{ territory: appeal.territory, key: `appeals.mail:${news}:${appeal.id}:${round}`, request: news },
			async () => {
				await sendMail(tx, {
					to,
					lang,
					subject: t.any(`appeals.mail.${news}.subject`, facts),
					text: t.any(`appeals.mail.${news}.text`, { ...facts, address: publicOrigin() + path }),
					...(known ? { unsubscribe: letterLinks(known).stop } : {}),
					...(news === 'answered' ? { attach: replyAttach(appeal.number, round) } : {}),
				});
				return true;
			},
		),
	);
}

/** Calls officials to a note; the notice tells nothing of it, and who may read no longer reads nothing. */
export async function tellMentioned(
	ref: AppealRef,
	note: string,
	accounts: readonly AccountId[],
): Promise<void> {
	const appeal = await store.read(database(), ref);
	if (!appeal) return;
	for (const account of accounts)
		await notify(database(), {
			kind: 'appeals.mentioned',
			account,
			territory: ref.territory,
			facts: factsOf(appeal),
			url: `/office/appeals/${appeal.territory}/${appeal.id}`,
			key: `appeals.mentioned ${note}`,
		});
}

/** A letter to each who confirmed an address: the page of the appeal is open to all, so no code is needed. */
async function writeToFollowers(
	appeal: Appeal,
	news: NewsForPeople,
	round: number,
	{ reason = '' }: Why = {},
): Promise<void> {
	if (appeal.visibility === 'authority') return;
	for (const follower of await followers.confirmedOf(database(), appeal)) {
		const t = translatorFor(follower.lang);
		const facts = { number: appeal.number, due: t.formats.date(appeal.dueOn, 'long'), reason };
		const address = `${publicOrigin()}${follower.lang === 'en' ? '/en' : ''}${addressOf(appeal)}`;
		const call = {
			territory: appeal.territory,
			key: `appeals.mail:${news}:${appeal.id}:${round}:${follower.id}`,
			request: news,
		};
		await transaction((tx) =>
			once(tx, call, async () => {
				await sendMail(tx, {
					to: follower.email,
					lang: follower.lang,
					subject: t.any(`appeals.followers.${news}.subject`, facts),
					text: t.any(`appeals.followers.${news}.text`, { ...facts, address }),
					footer: t('appeals.followers.footer'),
					unsubscribe: letterLinks(follower).stop,
				});
				return true;
			}),
		);
	}
}

/** Who works on it: its executor; until there is one, the heads and executors of its body, of its unit where it has one. */
export function workersAmong(
	appeal: Pick<Appeal, 'executor' | 'unit'>,
	staff: readonly Staff[],
): AccountId[] {
	if (appeal.executor) return [appeal.executor];
	return staff
		.filter((member) => member.role === 'head' || member.role === 'executor')
		.filter((member) => appeal.unit === null || member.unit === null || member.unit === appeal.unit)
		.map((member) => member.account);
}

/** Tells the executor, or the heads and executors of the body while nobody has taken it up. */
export async function tellBody(
	ref: AppealRef,
	news:
		| 'came'
		| 'came-back'
		| 'assigned'
		| 'unassigned'
		| 'replied'
		| 'supplemented'
		| 'part-reported'
		| 'part-refused',
	/** `entry`: what happened may happen again, and is told each time. */
	options: { except?: AccountId | null; round?: number; entry?: string | undefined } = {},
): Promise<void> {
	const appeal = await store.read(database(), ref);
	if (!appeal?.body) return;
	const { body } = appeal;
	const told = workersAmong(appeal, await staffOf(body));
	// who is away does not hear of it, who stands in does
	for (const account of await insteadOf({ territory: body.territory, body: body.id }, told))
		if (account !== options.except)
			await notify(database(), {
				kind: `appeals.work-${news}`,
				account,
				territory: body.territory,
				facts: factsOf(appeal),
				url: `/office/appeals/${appeal.territory}/${appeal.id}`,
				key: `appeals.work-${news} ${ref.id} ${body.id} ${options.entry ?? options.round ?? appeal.returns}`,
			});
}
