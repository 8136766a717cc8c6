import type { AccountId, TerritoryId, Uuid } from '#platform/db/ids.ts';
import { type Actor, holds, type Place, type Rules } from '#platform/permissions/door.ts';
import { roleOf } from './answering/step.ts';
import type { Closing, State, Visibility } from './appeal.ts';

/**
 * An appeal as a right sees it: where it belongs, who works on it, and whether the one who asks is its author
 * (by account, or by the code of a person without one).
 */
export type AppealPlace = {
	territory: TerritoryId;
	body: { territory: TerritoryId; id: Uuid } | null;
	state: State;
	visibility: Visibility;
	mine: boolean;
	closedBecause?: Closing | null;
	/** The returned answer lies with a controller. */
	inReview?: boolean;
	/** It is worked on with another one, which is the one to be acted on. */
	merged?: boolean;
	/** Bodies that take part besides the leading one, as keys `<territory>/<id>`. */
	withBodies?: readonly string[];
	/** The step of approval that an answer waits for: a role, or a role with the person who is named for it. */
	approval?: string | null;
	/** Who agrees instead of or as the named person; null: whoever holds the role. Absent where one is named: nobody. */
	approver?: AccountId | null;
	/** An official took it out of everybody's sight; who saw it before. */
	hiddenWas?: Visibility | null;
};

const registry = ['controller', 'head', 'official'] as const;
/** Who keeps what everybody reads decent. */
const keepers = ['moderator', 'administrator', ...registry] as const;
const staff = ['official', 'executor', 'head', 'controller'] as const;

/** Answers for all appeals of the territory: whoever holds the role there as a whole, not in one body of it. */
export function keepsRegistry(actor: Actor, appeal: Pick<AppealPlace, 'territory'>): boolean {
	return registry.some((role) => holds(actor, role, { territory: appeal.territory }));
}

const keepsOrder = (actor: Actor, appeal: Pick<AppealPlace, 'territory'>) =>
	keepers.some((role) => holds(actor, role, { territory: appeal.territory }));

/** Works in the body that the appeal lies with. */
export function worksOn(actor: Actor, appeal: AppealPlace, roles: readonly string[] = staff): boolean {
	const { body } = appeal;
	if (!body) return false;
	return roles.some((role) => holds(actor, role, { territory: body.territory, space: body.id }));
}

/** Works in a body that the leading one asked for its part. */
function takesPart(actor: Actor, appeal: AppealPlace, roles: readonly string[] = staff): boolean {
	return (appeal.withBodies ?? []).some((key) => {
		const [territory, id] = key.split('/');
		const place = { territory: Number(territory) as TerritoryId, space: id as Uuid };
		return roles.some((role) => holds(actor, role, place));
	});
}

const official = (actor: Actor, appeal: AppealPlace) =>
	keepsRegistry(actor, appeal) || worksOn(actor, appeal) || takesPart(actor, appeal);
/** Who works in one body only does not answer the telephone of the whole territory. */
const ofTheTerritory = (_: Actor, place: Place) => !place.space;
const inState =
	(...allowed: State[]) =>
	(_: Actor, appeal: AppealPlace) =>
		allowed.includes(appeal.state);
/** Not while a controller looks at what was returned. */
const free = (appeal: AppealPlace) => !appeal.inReview;

/**
 * Two sides work on an appeal: the registry of its territory and the body it lies with, which may sit elsewhere. So the
 * conditions ask for roles at two places, and `may` says only who can come into question at all.
 */
export const permissions = {
	'appeals.file': { may: ['anyone'] },
	'appeals.see': {
		may: ['anyone'],
		when: (actor: Actor, appeal: AppealPlace) =>
			appeal.mine ||
			(appeal.visibility !== 'authority' && appeal.state !== 'filed') ||
			(!!appeal.hiddenWas && keepsOrder(actor, appeal)) ||
			official(actor, appeal),
	},
	/**
	 * The text as written, the author's name and contacts, the marks of the office. Each reading is audited. A program reads by
	 * its key, which an administrator gave the place of an official.
	 */
	'appeals.see-whole': { may: ['anyone'], when: official },
	/** The office pages of appeals; what one finds there is asked for each appeal anew. */
	'appeals.work': { may: [...staff] },
	'appeals.register': {
		may: [...registry],
		when: inState('filed'),
	},
	/** To make it one work with another, which leads or is led. */
	'appeals.merge': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			(keepsRegistry(actor, appeal) || worksOn(actor, appeal, ['head', 'controller', 'executor'])) &&
			!appeal.merged &&
			free(appeal) &&
			['registered', 'routed', 'in-work', 'returned'].includes(appeal.state),
	},
	'appeals.unmerge': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			(keepsRegistry(actor, appeal) || worksOn(actor, appeal, ['head', 'controller', 'executor'])) &&
			appeal.merged === true &&
			['registered', 'routed', 'in-work'].includes(appeal.state),
	},
	'appeals.classify': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			(keepsRegistry(actor, appeal) || worksOn(actor, appeal, ['head', 'controller', 'executor'])) &&
			appeal.state !== 'accepted' &&
			appeal.state !== 'closed',
	},
	/** To a body for the first time, or to another one. */
	'appeals.route': {
		may: [...registry],
		when: (actor: Actor, appeal: AppealPlace) =>
			!appeal.merged && inState('registered', 'routed', 'in-work', 'returned')(actor, appeal) && free(appeal),
	},
	/** "Not ours": the body hands it on or back to the registry. */
	'appeals.pass-on': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			!appeal.merged &&
			(keepsRegistry(actor, appeal) || worksOn(actor, appeal, ['head', 'controller', 'executor'])) &&
			free(appeal) &&
			(appeal.state === 'routed' || appeal.state === 'in-work' || appeal.state === 'returned'),
	},
	/** To a unit or a person within the body. */
	'appeals.assign': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			!appeal.merged &&
			worksOn(actor, appeal, ['head', 'controller']) &&
			(appeal.state === 'routed' || appeal.state === 'in-work' || appeal.state === 'returned'),
	},
	/** More time for the answer, as far as the law lets it. */
	'appeals.prolong': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			(['head', 'controller'].some((role) => holds(actor, role, { territory: appeal.territory })) ||
				worksOn(actor, appeal, ['head', 'controller'])) &&
			['registered', 'routed', 'in-work', 'returned'].includes(appeal.state),
	},
	/** The work waits: for the resident, for weather, for others. Whether a clock stands meanwhile is said by the rules. */
	'appeals.wait': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			!appeal.merged &&
			(keepsRegistry(actor, appeal) || worksOn(actor, appeal, ['head', 'controller', 'executor'])) &&
			free(appeal) &&
			['registered', 'routed', 'in-work', 'returned'].includes(appeal.state),
	},
	'appeals.take-up': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			!appeal.merged &&
			worksOn(actor, appeal, ['executor', 'head']) &&
			free(appeal) &&
			(appeal.state === 'routed' || appeal.state === 'returned'),
	},
	'appeals.answer': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			!appeal.merged &&
			worksOn(actor, appeal, ['executor', 'head']) &&
			free(appeal) &&
			(appeal.state === 'routed' || appeal.state === 'in-work' || appeal.state === 'returned'),
	},
	/** To an answer that waits for a role that one holds in the body, or in the territory as a whole; or sends it back. */
	'appeals.approve': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) => {
			const { approval, territory } = appeal;
			if (typeof approval !== 'string') return false;
			const role = roleOf(approval);
			const { approver = role === approval ? null : undefined } = appeal;
			return (
				free(appeal) &&
				(approver === null || approver === actor.account) &&
				(holds(actor, role, { territory }) || worksOn(actor, appeal, [role])) &&
				(appeal.state === 'routed' || appeal.state === 'in-work' || appeal.state === 'returned')
			);
		},
	},
	/** A note that only officials see. */
	'appeals.comment': { may: ['signed-in'], when: official },
	/** Without an answer, for a reason of the law. */
	'appeals.close': {
		may: [...registry],
		when: inState('filed', 'registered', 'routed', 'in-work', 'returned'),
	},
	'appeals.accept': {
		may: ['anyone'],
		when: (_: Actor, appeal: AppealPlace) => appeal.mine && appeal.state === 'answered',
	},
	/** Also for some days after silence closed it. */
	'appeals.return': {
		may: ['anyone'],
		when: (_: Actor, appeal: AppealPlace) =>
			appeal.mine &&
			(appeal.state === 'answered' || (appeal.state === 'closed' && appeal.closedBecause === 'silent')),
	},
	/** "Not done", by a neighbour who joined, while the answer is young. */
	'appeals.dispute': {
		may: ['signed-in'],
		when: (_: Actor, appeal: AppealPlace) =>
			!appeal.mine &&
			appeal.visibility !== 'authority' &&
			(appeal.state === 'answered' || appeal.state === 'accepted' || appeal.state === 'closed'),
	},
	/** To send a formal reply of the blind sample back for a controller's look; of which answer it is asked by the scoring. */
	'appeals.return-sampled': { may: ['controller', 'observer'] },
	/** To look at an answer that somebody says is not true, and to decide; never at one's own. */
	'appeals.review': { may: [...registry] },
	/** The days of silence, of objecting and of checking. */
	'appeals.set-closing': { may: ['administrator', 'head', 'controller'] },
	/** What one may choose as "not done", one list for the whole installation. */
	'appeals.set-reasons': { may: ['administrator'] },
	/** What the work may wait for, one list for the whole installation, and which clocks stand meanwhile in a territory. */
	'appeals.set-waits': { may: ['administrator'] },
	/** The leading body asks others for their parts. */
	'appeals.ask-part': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			!appeal.merged &&
			(keepsRegistry(actor, appeal) || worksOn(actor, appeal, ['head', 'controller', 'executor'])) &&
			free(appeal) &&
			['routed', 'in-work', 'returned'].includes(appeal.state),
	},
	/** A body that was asked does its part; which of them it is, is asked by the use case. */
	'appeals.do-part': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			takesPart(actor, appeal, ['head', 'controller', 'executor']) &&
			free(appeal) &&
			['routed', 'in-work', 'returned'].includes(appeal.state),
	},
	/** A report from the place, by whoever does the work there. */
	'appeals.report-field': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			!appeal.merged &&
			(worksOn(actor, appeal, ['head', 'controller', 'executor']) ||
				takesPart(actor, appeal, ['head', 'controller', 'executor'])) &&
			free(appeal) &&
			['routed', 'in-work', 'returned'].includes(appeal.state),
	},
	/** Questions to the author. */
	'appeals.ask': {
		may: ['signed-in'],
		when: (actor: Actor, appeal: AppealPlace) =>
			(keepsRegistry(actor, appeal) || worksOn(actor, appeal, ['head', 'controller', 'executor'])) &&
			free(appeal) &&
			['registered', 'routed', 'in-work', 'returned'].includes(appeal.state),
	},
	/** The author answers a question or adds something unasked. */
	'appeals.supplement': {
		may: ['anyone'],
		when: (_: Actor, appeal: AppealPlace) =>
			appeal.mine && ['registered', 'routed', 'in-work', 'returned'].includes(appeal.state),
	},
	'appeals.withdraw': {
		may: ['anyone'],
		when: (_: Actor, appeal: AppealPlace) =>
			appeal.mine && ['filed', 'registered', 'routed', 'in-work', 'returned'].includes(appeal.state),
	},
	'appeals.join': {
		may: ['signed-in'],
		when: (_: Actor, appeal: AppealPlace) =>
			!appeal.mine &&
			appeal.visibility !== 'authority' &&
			!['filed', 'accepted', 'closed'].includes(appeal.state),
	},
	/** To hear of the answer, by account or by a confirmed address. */
	'appeals.follow': {
		may: ['anyone'],
		when: (_: Actor, appeal: AppealPlace) =>
			!appeal.mine &&
			appeal.visibility !== 'authority' &&
			!['filed', 'accepted', 'closed'].includes(appeal.state),
	},
	/** To hear of new appeals of a place, of a topic. */
	'appeals.watch': { may: ['signed-in'] },
	/** How categories are set up, by everybody who works with appeals. */
	'appeals.see-categories': { may: [...staff, 'administrator'] },
	/** Categories of a territory by those who answer for it as a whole; the common ones belong to the installation. */
	'appeals.edit-categories': { may: ['administrator', 'head'] },
	/** Who is told when a term nears or is missed, and at which hours nobody is. */
	'appeals.set-ladder': { may: ['administrator', 'head', 'controller'] },
	/** How well the categories are found by themselves, and by which words. */
	'appeals.see-classifier': {
		may: ['administrator', 'controller', 'head', 'official'],
		when: ofTheTerritory,
		ofPlace: true,
	},
	/** To teach it anew, and to say which version serves. */
	'appeals.teach-classifier': { may: ['administrator', 'controller'], when: ofTheTerritory, ofPlace: true },
	'appeals.write-templates': { may: ['head', 'executor', 'controller'] },
	/** Writes down what people say by telephone or at the desk of a service centre; sees who has called before. */
	'appeals.take-calls': { may: ['operator', ...registry], when: ofTheTerritory, ofPlace: true },
	/** How people mark the services of the centres. */
	'appeals.see-marks': { may: ['administrator', ...registry], when: ofTheTerritory, ofPlace: true },
	/** What the form tells people of the territory: whom to call when it burns; where appeals are taken in. */
	'appeals.set-filing': { may: ['administrator'] },
	/** How the desks of the territory work: how long an act on many may be taken back. */
	'appeals.set-desk': { may: ['administrator'] },
	/** To take what insults or breaks the law out of everybody's sight; the work on it goes on. */
	'appeals.hide': {
		may: [...keepers],
		when: (_: Actor, appeal: AppealPlace) => appeal.visibility !== 'authority' && appeal.state !== 'filed',
	},
	/** Only what an official hid, never what its author keeps to the authority; nobody decides on their own. */
	'appeals.show-again': {
		may: [...keepers],
		when: (_: Actor, appeal: AppealPlace) => !!appeal.hiddenWas && !appeal.mine,
	},
	/** A photograph of what others see, or saw. */
	'appeals.show-photograph': {
		may: [...keepers],
		when: (_: Actor, appeal: AppealPlace) =>
			!appeal.mine && appeal.state !== 'filed' && (appeal.visibility !== 'authority' || !!appeal.hiddenWas),
	},
	/** The list of what is hidden, here and below. */
	'appeals.see-hidden': { may: [...keepers], when: ofTheTerritory, ofPlace: true },
	/** Views of a desk that everybody at it sees. */
	'appeals.share-views': { may: ['head', 'controller'] },
} satisfies Rules;
