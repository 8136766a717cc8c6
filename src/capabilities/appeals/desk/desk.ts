import type { AccountId, Id, TerritoryId, Uuid } from '#platform/db/ids.ts';
import { type Actor, holds } from '#platform/permissions/door.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import { bodyKey } from '#rooms/organisations/door.ts';
import { stepOf } from '../answering/step.ts';
import type { AppealId, Channel, State } from '../appeal.ts';

/** Whose desk: a body's inbox, or the registry of a territory with everything below it. */
export type Desk = { kind: 'body'; body: BodyRef } | { kind: 'registry'; territory: TerritoryId };

/** A place where the official works: `body:46/<id>` or `registry:46` in the address. */
export type NamedDesk = { key: string; desk: Desk; name: string };

export const keyOf = (desk: Desk): string =>
	desk.kind === 'body' ? `body:${bodyKey(desk.body)}` : `registry:${desk.territory}`;

export const territoryOf = (desk: Desk): TerritoryId =>
	desk.kind === 'body' ? desk.body.territory : desk.territory;

/** The place at which rights of the desk are asked. */
export const placeOfDesk = (desk: Desk): { territory: TerritoryId; space: Uuid | null } =>
	desk.kind === 'body'
		? { territory: desk.body.territory, space: desk.body.id }
		: { territory: desk.territory, space: null };

const workRoles = ['head', 'controller', 'official', 'executor'] as const;

/** The roles of work that the actor holds at the desk. */
export function rolesAt(actor: Actor, desk: Desk): string[] {
	return workRoles.filter((role) => holds(actor, role, placeOfDesk(desk)));
}

/** The steps of approval that wait for this person: those roles, and the steps that name them or one whom they stand in for. */
export function stepsAt(actor: Actor, desk: Desk, mine: readonly AccountId[]): string[] {
	const roles = rolesAt(actor, desk);
	return [...roles, ...roles.flatMap((role) => mine.map((account) => stepOf(role, account)))];
}

/** One line of a desk: masked, as in public. */
export type DeskRow = {
	territory: TerritoryId;
	id: AppealId;
	body: Id<'body'> | null;
	bodyTerritory: TerritoryId | null;
	number: string;
	state: State;
	category: string;
	channel: Channel;
	excerpt: string;
	placeWords: string;
	executor: AccountId | null;
	filedAt: Date;
	dueOn: string;
	changedAt: Date;
	returns: number;
	joined: number;
	merged: number;
	asked: boolean;
	/** The step of approval that is waited for. */
	approval: string | null;
	part: Part | null;
	/** Words of danger, and nobody could ask its author back. */
	urgent: boolean;
};
export type Part = 'asked' | 'in-work' | 'reported';
