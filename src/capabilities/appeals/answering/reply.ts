import type { Readable } from 'node:stream';
import { record } from '#platform/audit/door.server.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { publicOrigin } from '#platform/config/door.server.ts';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Letter } from '#platform/export/door.server.ts';
import { type FileId, filesOf, readContent } from '#platform/files/door.server.ts';
import { addressee, greeting, initialsFirst, type Translate, translatorFor } from '#platform/i18n/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { body as bodyOf, inLanguage } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { Answer, Appeal, AppealRef, Applicant } from '../appeal.ts';
import { categories } from '../categories.server.ts';
import { categoryName } from '../category.ts';
import { addressOf } from '../project.ts';
import { isAuthor, placeNow, placeOf, type Viewer } from '../reach.ts';
import * as appeals from '../store.server.ts';
import { type CheckAnswer, readChecks } from './checklist.ts';
import * as store from './draft-store.server.ts';
import { placeholderFacts } from './placeholder-facts.ts';
import { fillIn } from './placeholders.ts';

/** The answer on the form of the body that gave it, without the photographs' own bytes. */
export type Reply = { appeal: Appeal; round: number; letter: Letter; photographs: appeals.Photograph[] };

/**
 * For the author, by account or code, and for officials who see the whole; to everybody else there is none. Reading by an official is
 * written down as every reading of the whole.
 */
export async function readReply(
	viewer: Viewer,
	territory: TerritoryId,
	number: string,
	round: number,
): Promise<Reply> {
	const db = database();
	const appeal = (await appeals.readByNumber(db, territory, number)) ?? refuse('appeals.not-found');
	const mine = await isAuthor(viewer, appeal);
	if (!mine && !may(viewer.actor, 'appeals.see-whole', placeOf(appeal, false))) refuse('appeals.not-found');
	const answer = (await appeals.answersOf(db, appeal)).find((one) => one.round === round);
	if (!answer) refuse('appeals.not-found');
	if (!mine)
		await transaction((tx) =>
			record(tx, {
				actor: viewer.actor,
				territory,
				action: 'appeals.read',
				thing: { kind: 'appeal', id: appeal.id },
				about: appeal.author,
				reading: true,
			}),
		);
	const [applicant, checks, photographs] = await Promise.all([
		appeals.applicantOf(db, appeal),
		store.checksOf(db, territory, [answer.id]),
		appeals.photographsOf(db, appeal),
	]);
	const letter = await letterOf(appeal, answer, applicant, checks.get(answer.id) ?? []);
	return {
		appeal,
		round,
		letter,
		photographs: photographs.filter((one) => one.moment === 'before' || (one.round ?? round) === round),
	};
}

/** What is written so far as the letter that it would become, for those who may answer or approve it; without a signature yet. */
export async function readDraftLetter(actor: Actor, ref: AppealRef, now = new Date()): Promise<Letter> {
	const db = database();
	const appeal = (await appeals.read(db, ref)) ?? refuse('appeals.not-found');
	const place = await placeNow(appeal, false, now);
	const draft = await store.readDraft(db, ref);
	if (
		!draft ||
		!appeal.body ||
		!(may(actor, 'appeals.answer', place) || may(actor, 'appeals.approve', place))
	)
		refuse('appeals.not-found');
	const [applicant, answers, all] = await Promise.all([
		appeals.applicantOf(db, ref),
		appeals.answersOf(db, ref),
		categories(),
	]);
	const text = fillIn(draft.text, await placeholderFacts(appeal, applicant?.name ?? '', now));
	const { checks } = readChecks(all.checklist(appeal.category), draft.checks, {
		lang: appeal.lang,
		photographs: 1,
		today: dayIn(zoneOf(ref.territory), now),
		filedOn: dayIn(zoneOf(ref.territory), appeal.filedAt),
	});
	const answer = {
		round: answers.length + 1,
		text,
		body: appeal.body,
		account: draft.account,
		answeredAt: now,
		signedName: null,
		signedPost: null,
	};
	return letterOf(appeal, answer, applicant, checks);
}

/** Two of each moment at most: a letter is no album. */
const mostOfEach = 2;

/** The same letter with its photographs, for paper. */
export async function withPictures(reply: Reply): Promise<Letter> {
	const { appeal, letter } = reply;
	const t = translatorFor(letter.lang, zoneOf(appeal.territory));
	const chosen = (['before', 'after'] as const).flatMap((moment) =>
		reply.photographs.filter((one) => one.moment === moment).slice(0, mostOfEach),
	);
	if (chosen.length === 0) return { ...letter, pictures: [] };
	const files = await filesOf(
		appeal.territory,
		chosen.map((one) => one.file as FileId),
	);
	const pictures: Letter['pictures'][number][] = [];
	const { default: sharp } = await import('sharp');
	for (const one of chosen) {
		const file = files.get(one.file as FileId);
		const content = file && (await readContent(file.sha256));
		if (!content) continue;
		const { data, info } = await sharp(await bytesOf(content))
			.rotate()
			.resize({ width: 900, height: 900, fit: 'inside', withoutEnlargement: true })
			.flatten({ background: '#ffffff' })
			.jpeg({ quality: 80 })
			.toBuffer({ resolveWithObject: true });
		const said = t.any(`appeals.photographs.${one.moment}`);
		const taken = one.takenAt
			? t('appeals.photographs.taken', { date: t.formats.date(one.takenAt, 'long') })
			: '';
		pictures.push({
			caption: [said, taken].filter(Boolean).join('. '),
			jpeg: data,
			width: info.width,
			height: info.height,
		});
	}
	return { ...letter, pictures };
}

async function bytesOf(content: Readable): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of content) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

/** The reply number: that of the appeal and the round, so that it is known from either and given twice to none. */
const replyNumber = (appeal: Pick<Appeal, 'number'>, round: number): string => `${appeal.number}/${round}`;

async function letterOf(
	appeal: Appeal,
	answer: Pick<Answer, 'round' | 'text' | 'body' | 'account' | 'answeredAt' | 'signedName' | 'signedPost'>,
	applicant: Applicant | undefined,
	checks: readonly CheckAnswer[],
): Promise<Letter> {
	const lang = appeal.lang === 'en' ? 'en' : 'ru';
	const t = translatorFor(lang, zoneOf(appeal.territory));
	const { formats } = t;
	const [body, all, people] = await Promise.all([
		bodyOf(answer.body),
		categories(),
		accountsOf(answer.account ? [answer.account] : []),
	]);
	const number = replyNumber(appeal, answer.round);
	const name = applicant?.name.trim() ?? '';
	const executor = answer.account ? people.get(answer.account)?.name : undefined;
	const { opening, paragraphs } = partsOf(answer.text);
	return {
		lang,
		title: t('appeals.reply.title', { number }),
		sender: {
			name: inLanguage(body?.texts ?? [], lang)?.name ?? '',
			lines: [
				body?.address,
				body?.phone && t('appeals.reply.phone', { phone: body.phone }),
				body?.email,
				body?.site,
			].filter((line): line is string => !!line),
		},
		marks: [
			t('appeals.reply.mark', { number, date: formats.date(answer.answeredAt, 'long') }),
			t('appeals.reply.to', { number: appeal.number, date: formats.date(appeal.filedAt, 'long') }),
		].map(kept),
		recipient: [
			name ? (lang === 'ru' ? addressee(name, 'dative') : name) : t('appeals.reply.to-author'),
			applicant?.address,
			applicant?.email,
		].filter((line): line is string => !!line),
		heading: t('appeals.reply.heading', { category: categoryName(all.get(appeal.category), lang) }),
		greeting: opening ?? (lang === 'ru' ? greeting(name) : name ? `Dear ${name},` : 'Hello,'),
		paragraphs,
		facts: checks
			.filter((one) => one.kind !== 'photograph')
			.map((one) => ({ name: one.wording, value: saidOf(one, t) })),
		pictures: [],
		signature: answer.signedName
			? {
					post: answer.signedPost ?? '',
					name: lang === 'ru' ? initialsFirst(answer.signedName) : answer.signedName,
				}
			: null,
		foot: [
			executor && executor !== answer.signedName ? t('appeals.reply.executor', { name: executor }) : '',
			t('appeals.reply.check', {
				address: `${publicOrigin()}${lang === 'en' ? '/en' : ''}${addressOf(appeal)}`,
			}),
		].filter(Boolean),
	};
}

/** «2026 г.» and «№ 1» stay on one line. */
const kept = (text: string) => text.replaceAll(' г.', '\u00a0г.').replaceAll('№ ', '№\u00a0');

const saidOf = (one: CheckAnswer, t: Translate): string =>
	one.kind === 'date'
		? t.formats.date(one.value, 'long')
		: one.kind === 'tick'
			? t('appeals.check.yes')
			: one.value;

/** Whoever greets in the text itself is not made to greet twice. */
function partsOf(text: string): { opening: string | null; paragraphs: string[] } {
	const paragraphs = text
		.split(/\n+/)
		.map((one) => one.trim())
		.filter(Boolean);
	// thanks may come before it
	const at = paragraphs
		.slice(0, 3)
		.findIndex((one) => one.length < 100 && /^(?:уважаем|здравствуй|добрый|dear|hello|good )/i.test(one));
	return { opening: paragraphs[at] ?? null, paragraphs: paragraphs.filter((_, i) => i !== at) };
}
