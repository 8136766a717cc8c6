import { type AccountId, database } from '#platform/db/door.server.ts';
import { fileAddress } from '#platform/files/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { categories } from '../categories.server.ts';
import { type CheckItem, wordsIn } from '../category.ts';
import type { WorkView } from '../read-appeal.ts';
import { templatesFor } from '../templates.ts';
import { actsAs, ofTurn } from './approval.ts';
import * as store from './draft-store.server.ts';
import { placeholderFacts } from './placeholder-facts.ts';
import { fillIn } from './placeholders.ts';
import { doubtsOf, type ShotDoubt, type ShotFacts, workBeganAfter } from './shot.ts';
import { type SolvedLike, solvedLike } from './similar-solved.ts';
import { personOf, roleOf } from './step.ts';
import { approverOf } from './who-approves.ts';

export type DraftPicture = ShotFacts & {
	id: string;
	name: string;
	src: string;
	thumbnail: string;
	doubts: ShotDoubt[];
};
export type CheckLine = {
	code: string;
	kind: CheckItem['kind'];
	required: boolean;
	label: string;
	value: string;
};
export type ApprovalStep = {
	role: string;
	/** Who is named for it, and who stands in for them at this moment. */
	person: { name: string; instead: string | null } | null;
	state: 'agreed' | 'waits' | 'later';
	by: string | null;
	at: Date | null;
};

/** An answer on its way: what is written of it, what it must tell, who has to agree. */
export type Answering = {
	/** Null: nothing was written yet; `by`: a colleague who wrote it. */
	draft: { text: string; version: number; updatedAt: Date; by: string | null } | null;
	checklist: CheckLine[];
	photographs: DraftPicture[];
	steps: ApprovalStep[];
	/** The role whose approval is waited for. */
	waits: string | null;
	/** Who put it to approval. */
	askedBy: string | null;
	/** Why it came back, while nobody has put it to approval since. */
	remark: { text: string; by: string | null; at: Date } | null;
	/** Sent by this person it leaves at once; else it goes to approval. */
	leavesAtOnce: boolean;
	/** Texts of the body for this category, filled in. */
	templates: { id: string; title: string; text: string }[];
	/** Solved appeals like this one, with what was answered. */
	solved: SolvedLike[];
};

/** For the panel of work; null where the answer is not this person's to see: it has left, or there is nothing to do. */
export async function answeringOf(actor: Actor, work: WorkView, now = new Date()): Promise<Answering | null> {
	const { appeal, rights } = work;
	if (!rights.answer && !rights.approve && !appeal.approval) return null;
	const db = database();
	const [draft, photographs, decisions, all] = await Promise.all([
		store.readDraft(db, appeal),
		store.draftPhotographsOf(db, appeal),
		store.decisionsOf(db, appeal),
		categories(),
	]);
	const writes = rights.answer && !appeal.approval;
	const [templates, facts, solved] = await Promise.all([
		writes && appeal.body ? templatesFor(actor, appeal.body, appeal.category) : [],
		placeholderFacts(appeal, work.applicant?.name ?? '', now),
		writes ? solvedLike(appeal) : [],
	]);
	const round = work.answers.length + 1;
	const taken = ofTurn(decisions, round, draft?.turn ?? 0);
	const steps = await Promise.all(
		all.approval(appeal.category).map(async (step) => ({
			step,
			person: personOf(step),
			approver: await approverOf(step, appeal, now),
		})),
	);
	const people = await accountsOf(
		[
			draft?.account,
			draft?.askedBy,
			...taken.map((one) => one.account),
			...steps.flatMap((one) => [one.person, one.approver]),
		].filter((id): id is AccountId => !!id),
	);
	const nameOf = (id: AccountId | null | undefined) => (id && people.get(id)?.name) ?? null;
	const since = workBeganAfter(appeal.filedAt, work.answers);
	const back = appeal.approval ? undefined : taken.find((one) => one.decision === 'sent-back');
	return {
		draft: draft
			? {
					text: draft.text,
					version: draft.version,
					updatedAt: draft.updatedAt,
					by: draft.account === actor.account ? null : nameOf(draft.account),
				}
			: null,
		checklist: all.checklist(appeal.category).map((item) => ({
			code: item.code,
			kind: item.kind,
			required: item.required,
			label: wordsIn(item.texts, actor.lang)?.label ?? item.code,
			value: draft?.checks[item.code] ?? '',
		})),
		photographs: photographs.map(({ file, name, takenAt, metres }) => {
			const src = fileAddress({ territory: appeal.territory, id: file, name });
			return {
				id: file,
				name,
				src: `${src}?w=960`,
				thumbnail: `${src}?w=320`,
				takenAt,
				metres,
				doubts: doubtsOf({ takenAt, metres }, since, now),
			};
		}),
		steps: steps.map(({ step, person, approver }): ApprovalStep => {
			const agreed = appeal.approval
				? taken.find((one) => one.step === step && one.decision === 'agreed')
				: undefined;
			const waits = step === appeal.approval || (approver === null && roleOf(step) === appeal.approval);
			return {
				role: roleOf(step),
				// one who holds the role no more is not waited for
				person:
					person && approver
						? { name: nameOf(person) ?? '', instead: approver === person ? null : nameOf(approver) }
						: null,
				state: agreed ? 'agreed' : waits ? 'waits' : 'later',
				by: agreed ? nameOf(agreed.account) : null,
				at: agreed?.at ?? null,
			};
		}),
		waits: appeal.approval && roleOf(appeal.approval),
		askedBy: nameOf(draft?.askedBy),
		remark: back?.remark ? { text: back.remark, by: nameOf(back.account), at: back.at } : null,
		leavesAtOnce: steps.every(({ step, approver }) => actsAs(actor, roleOf(step), appeal, approver)),
		templates: templates.map(({ id, title, text }) => ({ id, title, text: fillIn(text, facts) })),
		solved,
	};
}
