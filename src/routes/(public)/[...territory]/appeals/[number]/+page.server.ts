import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { followCodeOf } from '#pages/follow.ts';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { refuse } from '#platform/errors/door.ts';
import { takeUpload } from '#platform/files/door.server.ts';
import {
	acceptAnswer,
	addFromAuthor,
	addressOf,
	appealByNumber,
	askToFollow,
	categories,
	closingOf,
	disputeAnswer,
	disputeInput,
	followByAccount,
	followInput,
	joinAppeal,
	leaveAppeal,
	readAppeal,
	readHistoryMark,
	reasonInput,
	replyInput,
	returnAnswer,
	showAppeal,
	unfollowByAccount,
	type Viewer,
	withdrawAppeal,
} from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { bodyKey } from '#rooms/organisations/door.ts';
import { mapOf, pathOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const viewerOf = (event: RequestEvent, number: string): Viewer => ({
	actor: event.locals.actor,
	code: followCodeOf(event, number),
});

export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	const territory = placeOf(locals);
	const viewer = viewerOf(event, params.number);
	const found = await appealByNumber(params.number);
	const part = { before: readHistoryMark(event.url.searchParams.get('earlier')) };
	const view = await (found
		? showAppeal(viewer, found, new Date(), part)
		: readAppeal(viewer, territory.id, params.number, new Date(), part));
	const { appeal } = view;
	const right = addressOf(appeal);
	// the number alone leads here from any territory's address
	if (appeal.territory !== territory.id || params.number !== appeal.number) redirect(308, locals.href(right));
	const all = await categories();
	return {
		...view,
		closing: await closingOf(locals.actor, view),
		territory,
		now: new Date(),
		map: appeal.point ? await mapOf(territory.id, locals.lang) : null,
		crumbs: crumbsTo(locals, { title: locals.t('appeals.list.title'), path: under(locals, 'appeals') }),
		category: categoryName(all.get(appeal.category), locals.lang),
		body: appeal.body
			? {
					...view.bodies.get(bodyKey(appeal.body)),
					href: locals.href(
						`/${pathOf(appeal.body.territory)}/bodies/${view.bodies.get(bodyKey(appeal.body))?.slug}`.replace(
							'//',
							'/',
						),
					),
				}
			: null,
		office: view.official ? locals.href(`/office/appeals/${appeal.territory}/${appeal.id}`) : null,
		feed: appeal.visibility === 'authority' ? null : `${locals.href(right)}/feed.xml`,
		hide: view.mayHide ? `${locals.href(right)}/hide` : null,
		receipt: `${locals.href(right)}/receipt`,
		log: locals.href('/log'),
		// the letter names the author: it is theirs, and the office's
		reply:
			(view.mine || view.official) && view.answers.length
				? `${locals.href(right)}/reply/${view.answers.at(-1)?.round}`
				: null,
		follow: locals.href('/appeals/follow'),
		here: locals.href(right),
		signedIn: locals.actor.account !== null,
		signIn: locals.href(`/account/sign-in?to=${encodeURIComponent(locals.href(right))}`),
		judgeBy: view.terms.find((term) => term.kind === 'verdict')?.dueOn ?? null,
		mergedWith: {
			lead: view.merged.lead && {
				number: view.merged.lead.number,
				href: view.merged.lead.number && locals.href(under(locals, `appeals/${view.merged.lead.number}`)),
			},
			led: view.merged.led.map((number) => ({
				number,
				href: locals.href(under(locals, `appeals/${number}`)),
			})),
		},
		done: event.url.searchParams.get('done'),
	};
};

const acted = (
	name:
		| 'accepted'
		| 'returned'
		| 'objected'
		| 'disputed'
		| 'withdrawn'
		| 'joined'
		| 'followed'
		| 'unfollowed'
		| 'left'
		| 'asked'
		| 'supplemented',
	work: (
		viewer: Viewer,
		ref: NonNullable<Awaited<ReturnType<typeof appealByNumber>>>,
		form: Parameters<Parameters<typeof action>[0]>[1],
	) => Promise<void>,
) =>
	action(async (event: RequestEvent, form) => {
		const number = event.params.number ?? '';
		const appeal = (await appealByNumber(number)) ?? refuse('appeals.not-found');
		await work(viewerOf(event, appeal.number), appeal, form);
		redirect(303, `${event.locals.href(addressOf(appeal))}?done=${name}`);
	});

const notDone: Parameters<typeof acted>[1] = (viewer, ref, form) => {
	const { why, reason } = form.parse(reasonInput);
	return returnAnswer(viewer, ref, reason, new Date(), {
		reason: why,
		photographs: form.files('photographs'),
	});
};

export const actions: Actions = {
	accept: acted('accepted', (viewer, ref) => acceptAnswer(viewer, ref)),
	return: acted('returned', (viewer, ref, form) => notDone(viewer, ref, form)),
	object: acted('objected', (viewer, ref, form) => notDone(viewer, ref, form)),
	dispute: acted('disputed', (viewer, ref, form) => {
		const { why, reason } = form.parse(disputeInput);
		return disputeAnswer(viewer.actor, ref, {
			reason: why,
			text: reason,
			photographs: form.files('photographs'),
		});
	}),
	withdraw: acted('withdrawn', (viewer, ref) => withdrawAppeal(viewer, ref)),
	/** An answer to a question, or something that nobody asked for. */
	supplement: acted('supplemented', async (viewer, ref, form) => {
		const input = form.parse(replyInput);
		const photographs = form.files('photographs');
		// the slow part before the transaction
		for (const upload of photographs) await takeUpload(upload, 'image');
		await addFromAuthor(viewer, ref, { ...input, key: form.key, photographs });
	}),
	join: acted('joined', (viewer, ref) => joinAppeal(viewer.actor, ref)),
	leave: acted('left', (viewer, ref) => leaveAppeal(viewer.actor, ref)),
	follow: acted('followed', (viewer, ref) => followByAccount(viewer.actor, ref)),
	unfollow: acted('unfollowed', (viewer, ref) => unfollowByAccount(viewer.actor, ref)),
	/** Without an account: a letter asks whether the address is theirs. */
	mail: acted('asked', (viewer, ref, form) => askToFollow(viewer, ref, form.parse(followInput))),
};
