/** The only way into the room. */
import { type AccountId, database } from '#platform/db/door.server.ts';
import type { Account } from './account.ts';
import { accountById, accountsByIds } from './store.server.ts';

export {
	type Account,
	emailField,
	type GrantRow,
	isOfficial,
	type Lang,
	nameField,
	type OfficialRole,
	officialRoles,
	type SpaceRole,
	spaceRoles,
	veiled,
} from './account.ts';
export { actorOf, type Caller, outsider, renewedCookie } from './actor.server.ts';
export {
	chooseConsents,
	consentJournal,
	consentText,
	hasConsent,
	type Purpose,
	purposes,
	textsInForce,
} from './consent.ts';
export { firstSteps, markStep, type StepView } from './first-steps.ts';
export { type GrantInput, give, grant, project, take, withdraw } from './grants.ts';
export { happeningsOf as happenings } from './happenings.ts';
export { grantsHeld, holders } from './holders.ts';
export { hostCode, knockFrom, readHostKnock, signInByHostCode } from './hosts.ts';
export {
	acceptOffice,
	type Invitation,
	invite,
	type OpenInvitation,
	reachesBelow,
	readInvitation,
	revokeOffice,
} from './invitations.ts';
export { fillHandOvers, leaveOffice } from './leave-office.ts';
export { type Letter, linkTo, write } from './letters.ts';
export { areSpent, closeTry, openTry } from './limits.server.ts';
export { codeOf as paperCodeOf, readPaperCode } from './paper.ts';
export { type Ask, addPasskey, askForPasskey, askToAdd, signInByPasskey } from './passkeys.ts';
export {
	demandFactor,
	demandsFactor,
	type Found,
	findPeople,
	type Held,
	peopleIn,
	personFor,
} from './people.ts';
export {
	askForErasure,
	askForExport,
	cancelErasure,
	confirmErasure,
	daysToThink,
	erase,
	fillPersonalParts,
	ownErasure,
	ownExports,
	ownZip,
	replayErasures,
} from './personal-data.ts';
export type { Arrival, Claims, Provider } from './provider.ts';
export {
	type Arrived,
	arrive,
	depart,
	linkArrival,
	ownLinks,
	providers,
	providersForSignIn,
	readArrivalOf,
	registerArrival,
	saveProvider,
	tryProvider,
	unlink,
} from './providers.ts';
export { askToRegister, createAccount, type NewAccount, readKnock, register } from './register.ts';
export {
	askToChangeEmail,
	askToReset,
	changeEmail,
	changePassword,
	changeProfile,
	readLink,
	reset,
} from './reset.ts';
export {
	batches,
	batchSheet,
	confirmAtDesk,
	confirmByCode,
	declareResidence,
	endOwnResidence,
	homesOf,
	livesIn,
	makeBatch,
	ownResidence,
	type Residence,
	revokeCodes,
	unconfirm,
} from './residence.ts';
export {
	confirmTotp,
	type FactorsView,
	ownFactors,
	removeFactor,
	renewRecoveryCodes,
	signInByCode,
	totpSetup,
} from './second-factor.ts';
export {
	type Half,
	type HalfSignedIn,
	ownSignIns,
	readHalf,
	revokeSignIn,
	type SignedIn,
	signIn,
	signOut,
} from './sign-in.ts';
export { signed } from './signed.ts';
export { standingActor } from './standing.server.ts';
export { suspendAccount } from './suspend-account.ts';
export { paperAtDesk, type VoterOf, voterOf } from './voter.ts';

/** Many accounts at once; what does not exist is left out. */
export async function accountsOf(ids: readonly AccountId[]): Promise<Map<AccountId, Account>> {
	const rows = await accountsByIds(database(), [...new Set(ids)]);
	return new Map(rows.map((row) => [row.account, row]));
}

export async function accountOf(id: AccountId): Promise<Account | null> {
	return accountById(database(), id);
}
