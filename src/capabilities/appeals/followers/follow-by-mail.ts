import { z } from 'zod';
import { sendMail } from '#platform/channels/door.server.ts';
import { publicOrigin } from '#platform/config/door.server.ts';
import { database, newId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import { addressOf } from '../project.ts';
import { reach, type Viewer } from '../reach.ts';
import { read as readAppealRow } from '../store.server.ts';
import { type FollowerId, followerCode, readFollowerCode } from './follower-code.ts';
import * as store from './followers-store.server.ts';

export const followInput = z.object({
	email: z
		.email({ error: 'appeals.followers.email.missing' })
		.max(254)
		.transform((text) => text.toLowerCase()),
	why: z.enum(['joined', 'follows']).default('follows'),
});

/** So often may one address be asked for one appeal: a letter an hour. */
const pause = 3_600_000;

/** Where the links of a letter lead. */
export function letterLinks(follower: store.Follower): { page: string; stop: string } {
	const code = encodeURIComponent(followerCode(follower));
	const lang = follower.lang === 'en' ? '/en' : '';
	return {
		page: `${publicOrigin()}${lang}/appeals/letters?code=${code}`,
		stop: `${publicOrigin()}/appeals/letters/stop?code=${code}`,
	};
}

/**
 * Somebody without an account wants to hear of an appeal, or says that it concerns them too. Nothing counts until the address is
 * confirmed by the link in the letter; the answer is the same whether the address was known or not.
 */
export async function askToFollow(
	viewer: Viewer,
	ref: AppealRef,
	{ email, why }: z.output<typeof followInput>,
	at = new Date(),
): Promise<void> {
	const { lang } = viewer.actor;
	await transaction(async (tx) => {
		const appeal = await reach(tx, viewer, ref, 'appeals.follow');
		const before = await store.byEmail(tx, ref, email);
		if (before && at.getTime() - before.askedAt.getTime() < pause) return;
		const follower = await store.put(tx, {
			territory: ref.territory,
			id: newId<FollowerId>(at.getTime()),
			appeal: ref.id,
			email,
			lang,
			why,
			at,
		});
		await writeAsking(tx, appeal, follower);
	});
}

async function writeAsking(
	tx: Parameters<typeof sendMail>[0],
	appeal: Appeal,
	follower: store.Follower,
): Promise<void> {
	const t = translatorFor(follower.lang);
	const { page, stop } = letterLinks(follower);
	const facts = { number: appeal.number, address: page };
	await sendMail(tx, {
		to: follower.email,
		lang: follower.lang,
		subject: t('appeals.followers.ask.subject', facts),
		text: t('appeals.followers.ask.text', facts),
		footer: t('appeals.followers.ask.footer'),
		unsubscribe: stop,
	});
}

/** What the page of a letter shows. */
export async function followerOf(code: string) {
	const follower =
		(await store.read(database(), readFollowerCode(code))) ?? refuse('appeals.followers.not-found');
	const appeal =
		(await readAppealRow(database(), { territory: follower.territory, id: follower.appeal })) ??
		refuse('appeals.followers.not-found');
	return {
		number: appeal.number,
		address: addressOf(appeal),
		email: follower.email,
		why: follower.why,
		state: follower.stoppedAt
			? ('stopped' as const)
			: follower.confirmedAt
				? ('confirmed' as const)
				: ('asked' as const),
	};
}

/** The address is theirs: from now on letters come. Twice is once. */
export async function confirmFollower(code: string, at = new Date()): Promise<void> {
	const ref = readFollowerCode(code);
	await transaction(async (tx) => {
		const follower = (await store.lock(tx, ref)) ?? refuse('appeals.followers.not-found');
		const first = follower.confirmedAt === null;
		await store.confirm(tx, ref, at);
		if (!first || follower.why !== 'joined') return;
		const appeal = { territory: ref.territory, id: follower.appeal };
		await store.countJoined(tx, appeal, at);
		await announce(tx, 'appeals.joined', { territory: ref.territory, appeal: follower.appeal });
	});
}

/** No more letters of this appeal. Twice is once. */
export async function stopFollower(code: string, at = new Date()): Promise<void> {
	const ref = readFollowerCode(code);
	if (!(await store.read(database(), ref))) invalid({ field: '', code: 'appeals.followers.not-found' });
	await store.stop(database(), ref, at);
}
