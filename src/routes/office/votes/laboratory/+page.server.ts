import { readFile } from 'node:fs/promises';
import { action } from '#pages/action.ts';
import { beginAtTheTop, placeOf, within } from '#pages/office-place.ts';
import { askedOf, shownTrial, trialOf } from '#pages/votes/tried.ts';
import { voteCrumbs } from '#pages/votes/vote.ts';
import { Invalid, invalid, Refusal } from '#platform/errors/door.ts';
import { ballotsIn, readyKinds, tryApart } from '#rooms/ballots/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, request }) => {
	beginAtTheTop(locals);
	const { actor, t } = locals;
	const asked = askedOf(url.searchParams);
	const isAsked = url.searchParams.has('kind') || asked.of !== null;
	const { items } = await ballotsIn(actor, placeOf(locals), { of: 'office' });
	return {
		within: within(locals),
		territory: placeOf(locals),
		crumbs: voteCrumbs(locals),
		asked,
		kinds: readyKinds.filter((one) => one !== 'yes-no'),
		votes: items
			.filter((one) => one.kind !== 'decision' && ['draft', 'closed'].includes(one.state))
			.map((one) => ({ id: one.id, question: one.question || t('ballots.office.no-question') })),
		// an uploaded file is tried in its own answer
		...(request.method === 'GET' && isAsked ? await tried() : { trial: null, refused: null }),
	};

	async function tried() {
		try {
			return { trial: await trialOf(locals, asked), refused: null };
		} catch (error) {
			if (error instanceof Invalid || !(error instanceof Refusal) || error.status === 404) throw error;
			return { trial: null, refused: t.any(error.code, error.facts) };
		}
	}
};

const mostBytes = 8 * 2 ** 20;

export const actions: Actions = {
	default: action(
		async ({ locals }, form) => {
			const file = form.file('file');
			if (!file) invalid({ field: 'file', code: 'ballots.laboratory.file' });
			if (file.tooLarge)
				invalid({ field: 'file', code: 'ballots.laboratory.large-file', facts: { mb: mostBytes / 2 ** 20 } });
			const text = await readFile(file.path, 'utf8');
			const found = await tryApart({ text, territory: placeOf(locals), lang: locals.lang });
			return { trial: shownTrial(found), name: file.name, faults: found.faults };
		},
		{ fileBytes: mostBytes, files: 1 },
	),
};
