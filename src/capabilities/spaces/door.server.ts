/** The only way into the room. */
export {
	acceptOffer,
	invite,
	type Offer,
	openInvitations,
	readOffer,
	revokeInvitation,
} from './invitations.ts';
export { closeSpace, createSpace, editSpace, type SpaceInput } from './manage-space.ts';
export {
	decideRequest,
	handOver,
	join,
	leave,
	type MemberView,
	members,
	removeMember,
	replaceMember,
	setAddedRole,
	setRole,
} from './members.ts';
export {
	isHidden,
	kindsOf,
	type Mine,
	membersIn,
	mySpaces,
	rolesIn,
	type SpaceView,
	spaceAt,
	spaceOf,
	spacesIn,
	textIn,
} from './see.ts';
export {
	addressOf,
	type Kind,
	type Member,
	type MemberRole,
	memberRoles,
	type Openness,
	openings,
	type Space,
	type SpaceId,
	type SpaceRef,
} from './space.ts';
export { type Card as SpaceCard, type KindSeed, putKind } from './store.server.ts';
export { placeOfThing, type ThingsAsked, type ThingsQuery, thingsOf } from './things.ts';
