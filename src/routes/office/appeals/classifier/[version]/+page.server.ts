import { beginAtTheTop, inboxCrumb, placeOf, within } from '#pages/office-place.ts';
import { may } from '#platform/permissions/door.ts';
import { categories, versionOf } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	beginAtTheTop(locals);
	const { actor, lang, t, href } = locals;
	const { details, ...version } = await versionOf(actor, placeOf(locals), params.version);
	const [all, people] = await Promise.all([
		categories(),
		accountsOf(version.account ? [version.account] : []),
	]);
	const nameOf = (code: string) => {
		const category = all.get(code);
		return category ? categoryName(category, lang) : code;
	};
	const versions = href(`/office/appeals/classifier?${within(locals)}`);
	const serves =
		version.state !== 'active' && may(actor, 'appeals.teach-classifier', { territory: placeOf(locals) });
	return {
		crumbs: [...inboxCrumb(locals), { title: t('appeals.classifier.title'), href: versions }],
		version,
		serveAt: serves ? `${versions}&/serve` : null,
		by: version.account ? (people.get(version.account)?.name ?? null) : null,
		bins: details.bins.filter((bin) => bin.texts > 0),
		confused: details.confused
			.slice(0, 20)
			.map((one) => ({ ...one, truth: nameOf(one.truth), taken: nameOf(one.taken) })),
		labels: details.labels.map((one) => ({
			...one,
			name: nameOf(one.label),
			words: (details.words[one.label] ?? []).slice(0, 8).map(([word]) => word),
		})),
	};
};
