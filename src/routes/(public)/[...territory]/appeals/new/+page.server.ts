import { fail } from '@sveltejs/kit';
import QRCode from 'qrcode';
import { action } from '#pages/action.ts';
import { rememberFollowCode } from '#pages/follow.ts';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { Invalid, invalid, refuse } from '#platform/errors/door.ts';
import { type FileId, fileAddress, filesOf, storeUpload, takeUpload } from '#platform/files/door.server.ts';
import type { Form } from '#platform/http/form.server.ts';
import {
	addressOf,
	categories,
	checkFiling,
	dayIn,
	fileAppeal,
	filingInput,
	findPersonal,
	mostPhotographs,
	soundsUrgent,
} from '#rooms/appeals/door.server.ts';
import { categoryName, categoryOptions } from '#rooms/appeals/door.ts';
import { mapOf, tree, zoneOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const territory = placeOf(locals);
	const owner = tree.ownerOf(territory.id) ?? refuse('appeals.territory-not-found');
	const { lang, t, actor } = locals;
	const [all, map] = await Promise.all([categories(), mapOf(territory.id, lang)]);
	const day = dayIn(zoneOf(owner), new Date());
	const { latitude, longitude } = territory.centre;
	return {
		territory,
		crumbs: crumbsTo(locals, { title: t('appeals.list.title'), path: under(locals, 'appeals') }),
		options: categoryOptions(all.choices(day, [owner, ...tree.ancestors(owner)]), lang, (name) =>
			t('appeals.form.category.other-of', { name }),
		),
		signedIn: actor.account !== null,
		name: actor.name,
		signIn: locals.href(
			`/account/sign-in?to=${encodeURIComponent(locals.href(under(locals, 'appeals/new')))}`,
		),
		map: { ...map, shapes: map.shapes.filter((one) => one.tone === 'own') },
		most: mostPhotographs,
		view:
			latitude !== null && longitude !== null
				? { centre: [longitude, latitude] as const, zoom: territory.municipal ? 12 : 6 }
				: null,
	};
};

const draftOwner = (territory: TerritoryId) => tree.ownerOf(territory) ?? territory;

/** Photographs of this step join those of the step before, as drafts that go away in a day. */
async function keepDrafts(locals: App.Locals, form: Form): Promise<FileId[]> {
	const kept = form.all('photograph').filter((id) => id && !form.all('drop').includes(id)) as FileId[];
	const uploads = form.files('photographs');
	if (kept.length + uploads.length > mostPhotographs)
		invalid({ field: 'photographs', code: 'appeals.form.photographs.many', facts: { max: mostPhotographs } });
	for (const upload of uploads) await takeUpload(upload, 'image');
	const { account } = locals.actor;
	const stored = uploads.length
		? await transaction(async (tx) => {
				const files = [];
				for (const upload of uploads)
					files.push(
						await storeUpload(tx, upload, {
							territory: draftOwner(placeOf(locals).id),
							kind: 'image',
							by: account,
							audience: account ? 'own' : 'public',
							draft: true,
						}),
					);
				return files;
			})
		: [];
	return [...kept, ...stored.map((file) => file.id)];
}

async function drafts(territory: TerritoryId, ids: readonly string[]) {
	const owner = draftOwner(territory);
	const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id)) as FileId[];
	return [...(await filesOf(owner, uuids)).values()].map((file) => ({
		id: file.id,
		thumbnail: `${fileAddress(file)}?w=320`,
	}));
}

export const actions: Actions = {
	/** Everything typed is checked and shown once more, with what will come of it. */
	check: action(async ({ locals }, form) => {
		const territory = placeOf(locals);
		let kept: FileId[] = [];
		const problems: Invalid['problems'] = [];
		try {
			kept = await keepDrafts(locals, form);
		} catch (error) {
			if (!(error instanceof Invalid)) throw error;
			kept = form.all('photograph').filter(Boolean) as FileId[];
			problems.push(...error.problems);
		}
		const values = { ...form.values, photograph: kept };
		try {
			const input = form.parse(filingInput);
			const checked = await checkFiling({ ...input, territory: territory.id, photograph: kept });
			if (problems.length) invalid(...problems);
			const all = await categories();
			return {
				values,
				drafts: await drafts(territory.id, kept),
				step: checked.emergency ? ('emergency' as const) : ('summary' as const),
				summary: {
					key: newId(),
					dueOn: checked.dueOn,
					category: all
						.chain(input.category)
						.map((one) => categoryName(one, locals.lang))
						.reverse(),
					urgent: soundsUrgent(input.text),
					personal: input.visibility === 'authority' ? [] : findPersonal(`${input.text}\n${input.where}`),
				},
			};
		} catch (error) {
			if (!(error instanceof Invalid)) throw error;
			const found = [...error.problems, ...problems.filter((one) => !error.problems.includes(one))];
			// the place is checked with the rest only when each field is in order; a mistake is told at once all the same
			if (
				['where', 'lat', 'lon'].every((name) => form.text(name) === '') &&
				!found.some((one) => one.field === 'where')
			)
				found.push({ field: 'where', code: 'appeals.form.where.missing' });
			return fail(422, {
				problems: found.map((one) => ({ ...one, message: locals.t.any(one.code, one.facts) })),
				values,
				drafts: await drafts(territory.id, kept),
			});
		}
	}),

	/** Back to the form, with everything as it was. */
	change: action(async ({ locals }, form) => ({
		values: form.values,
		drafts: await drafts(placeOf(locals).id, form.all('photograph')),
		step: 'form' as const,
	})),

	file: action(async (event, form) => {
		const { locals } = event;
		const territory = placeOf(locals);
		const input = form.parse(filingInput);
		const receipt = await fileAppeal(locals.actor, {
			...input,
			key: form.key || newId(),
			territory: territory.id,
			channel: locals.actor.account ? 'account' : 'web',
		});
		if (receipt.code) rememberFollowCode(event, receipt.number, receipt.code);
		const address = locals.href(addressOf(receipt));
		const follow = `${locals.origin}${locals.href('/appeals/follow')}?number=${encodeURIComponent(receipt.number)}`;
		return {
			step: 'receipt' as const,
			receipt: {
				...receipt,
				address,
				email: input.email,
				qr: await QRCode.toString(follow, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
			},
		};
	}),
};
