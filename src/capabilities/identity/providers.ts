import type * as Oidc from 'openid-client';
import { record } from '#platform/audit/door.server.ts';
import { seal, unseal } from '#platform/config/keys.server.ts';
import {
	type AccountId,
	database,
	newId,
	type Tx,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { Invalid, invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { territoryByCode } from '#rooms/territories/door.server.ts';
import { emailField, type Lang, nameField } from './account.ts';
import type { Caller } from './actor.server.ts';
import * as claims from './claims-store.server.ts';
import { requiredPurposes } from './consent.ts';
import * as factors from './factors-store.server.ts';
import { prove } from './prove.ts';
import { type Arrival, type Provider, readArrival } from './provider.ts';
import * as store from './providers-store.server.ts';
import { createAccount } from './register.ts';
import { confirmByProvider } from './residence.ts';
import { openSealed, sealFor } from './sealed.server.ts';
import { begin, type HalfSignedIn, happen, open, type SignedIn } from './sign-in.ts';
import * as accounts from './store.server.ts';

// What the operator sets up

export async function providersForSignIn(): Promise<{ id: string; title: string }[]> {
	const all = await store.allProviders(database());
	return all.filter((one) => one.enabled).map(({ id, title }) => ({ id, title }));
}

export async function providers(actor: Actor): Promise<Provider[]> {
	demand(actor, 'identity.providers', { territory: installation });
	return (await store.allProviders(database())).map(({ sealedSecret: _, ...provider }) => provider);
}

export async function saveProvider(
	actor: Actor,
	input: Omit<Provider, 'hasSecret'> & { secret: string },
	at = new Date(),
): Promise<void> {
	demand(actor, 'identity.providers', { territory: installation });
	const problems: Problem[] = [];
	if (!/^[a-z][a-z0-9-]{1,30}$/.test(input.id))
		problems.push({ field: 'id', code: 'identity.provider.id-wrong' });
	if (!input.title) problems.push({ field: 'title', code: 'platform.field.required' });
	if (!input.clientId) problems.push({ field: 'client-id', code: 'platform.field.required' });
	if (!isSafeIssuer(input.issuer)) problems.push({ field: 'issuer', code: 'identity.provider.issuer-wrong' });
	if (problems.length) throw new Invalid(problems);
	const sealed = input.secret ? seal('identity-provider', input.secret) : undefined;
	await transaction(async (tx) => {
		await store.putProvider(tx, input, sealed, actor.account, at);
		await record(tx, {
			actor,
			territory: installation,
			action: 'identity.provider-saved',
			thing: { kind: 'provider', id: input.id },
			payload: { issuer: input.issuer, enabled: input.enabled, trustsResidence: input.trustsResidence },
		});
	});
	known.delete(input.id);
}

/** Asks the provider for its description, so that a slip is found while setting up and not by the first resident. */
export async function tryProvider(
	actor: Actor,
	id: string,
): Promise<{ ok: true; issuer: string } | { ok: false; why: string }> {
	demand(actor, 'identity.providers', { territory: installation });
	const provider = (await store.providerById(database(), id)) ?? refuse('platform.not-found');
	known.delete(id);
	try {
		return { ok: true, issuer: (await configurationOf(provider)).serverMetadata().issuer };
	} catch (error) {
		return { ok: false, why: String((error as Error).cause ?? error).slice(0, 300) };
	}
}

/** Plain http only to this very machine: for trying things out. */
function isSafeIssuer(issuer: string): boolean {
	if (!URL.canParse(issuer)) return false;
	const url = new URL(issuer);
	return url.protocol === 'https:' || isLoopback(url);
}
const isLoopback = (url: URL) =>
	url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

/** Comes with the first provider that is asked: many installations have none. */
const library = () => import('openid-client');

const known = new Map<string, { read: number; clientId: string; configuration: Oidc.Configuration }>();
const keeps = 60 * 60_000;

async function configurationOf(
	provider: Provider & { sealedSecret: string | null },
): Promise<Oidc.Configuration> {
	const found = known.get(provider.id);
	if (found && Date.now() - found.read < keeps && found.clientId === provider.clientId)
		return found.configuration;
	const oidc = await library();
	const issuer = new URL(provider.issuer);
	const options = { execute: isLoopback(issuer) ? [oidc.allowInsecureRequests] : [], timeout: 10 };
	const found_ = await oidc.discovery(issuer, provider.clientId, undefined, oidc.None(), options);
	const server = found_.serverMetadata();
	const secret = provider.sealedSecret ? unseal('identity-provider', provider.sealedSecret) : null;
	const posts = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
	const proof = !secret
		? oidc.None()
		: posts.includes('client_secret_basic')
			? oidc.ClientSecretBasic(secret)
			: oidc.ClientSecretPost(secret);
	const configuration = new oidc.Configuration(
		server,
		provider.clientId,
		secret ? { client_secret: secret } : undefined,
		proof,
	);
	if (isLoopback(issuer)) oidc.allowInsecureRequests(configuration);
	configuration.timeout = 10;
	known.set(provider.id, { read: Date.now(), clientId: provider.clientId, configuration });
	return configuration;
}

// The way there and back

type Trip = {
	provider: string;
	state: string;
	nonce: string;
	verifier: string;
	to: string;
	link: AccountId | null;
};

const callbackOf = (origin: string, provider: string) => `${origin}/account/provider/${provider}/callback`;

/** Where to send the browser, and what it carries in a cookie meanwhile. `link`: for an account that is signed in. */
export async function depart(
	actor: Actor,
	input: { provider: string; to: string; link: boolean; origin: string },
): Promise<{ address: string; sealed: string }> {
	const provider = await store.providerById(database(), input.provider);
	if (!provider?.enabled) refuse('platform.not-found');
	const oidc = await library();
	const verifier = oidc.randomPKCECodeVerifier();
	const trip: Trip = {
		provider: provider.id,
		state: oidc.randomState(),
		nonce: oidc.randomNonce(),
		verifier,
		to: input.to,
		link: input.link ? actor.account : null,
	};
	const configuration = await configurationOf(provider).catch(unreachable);
	const address = oidc.buildAuthorizationUrl(configuration, {
		redirect_uri: callbackOf(input.origin, provider.id),
		response_type: 'code',
		scope: provider.scopes,
		code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
		code_challenge_method: 'S256',
		state: trip.state,
		nonce: trip.nonce,
	});
	return { address: address.href, sealed: sealFor('provider', trip, 10) };
}

async function unreachable(error: unknown): Promise<never> {
	const oidc = await library();
	if (error instanceof oidc.ClientError || error instanceof TypeError)
		refuse('identity.provider.unreachable');
	throw error;
}

export type Arrived =
	| { kind: 'signed-in'; done: SignedIn | HalfSignedIn; to: string }
	| { kind: 'linked' }
	/** Nobody here yet: the person names themself and consents. */
	| { kind: 'new'; sealed: string; to: string }
	/** The address has an account: its owner signs in as usual, then links. */
	| { kind: 'prove'; sealed: string; to: string };

/** The browser is back with a code. State, nonce and PKCE are checked by the certified library. */
export async function arrive(
	actor: Actor,
	input: { provider: string; sealed: string | undefined; address: URL; origin: string },
	caller: Caller = {},
	at = new Date(),
): Promise<Arrived> {
	const trip = openSealed<Trip>('provider', input.sealed, at);
	if (trip?.provider !== input.provider) refuse('identity.provider.again');
	const provider = await store.providerById(database(), trip.provider);
	if (!provider?.enabled) refuse('platform.not-found');
	const arrival = await ask(provider, trip, input);
	const value = claimOf(provider, arrival.subject);
	const owner = await claims.ownerOf(database(), 'external', value);
	if (trip.link) {
		if (actor.account !== trip.link) refuse('identity.provider.again');
		if (owner && owner !== trip.link) refuse('identity.provider.already-linked');
		await link(trip.link, provider, arrival, caller, at);
		return { kind: 'linked' };
	}
	if (owner) {
		const account = await accounts.accountById(database(), owner);
		if (account?.state !== 'active') refuse('identity.sign-in.suspended');
		await transaction((tx) => note(tx, owner, arrival, at));
		await tellResidence(owner, arrival, at);
		const half = { account: owner, way: 'provider' as const, remember: false, provider: provider.id };
		const done = provider.trustsFactor
			? await transaction((tx) => open(tx, half, { factor: true, caller, at }))
			: await begin(half, caller, at);
		return { kind: 'signed-in', done, to: trip.to };
	}
	const taken = arrival.email && (await claims.ownerOf(database(), 'email', arrival.email));
	const sealed = sealFor('arrival', arrival, 20, at);
	return { kind: taken ? 'prove' : 'new', sealed, to: trip.to };
}

async function ask(
	provider: Provider & { sealedSecret: string | null },
	trip: Trip,
	input: { address: URL; origin: string },
): Promise<Arrival> {
	const oidc = await library();
	try {
		const configuration = await configurationOf(provider);
		const back = new URL(callbackOf(input.origin, provider.id));
		back.search = input.address.search;
		const tokens = await oidc.authorizationCodeGrant(configuration, back, {
			pkceCodeVerifier: trip.verifier,
			expectedState: trip.state,
			expectedNonce: trip.nonce,
			idTokenExpected: true,
		});
		const token = tokens.claims() ?? refuse('identity.provider.again');
		const more = configuration.serverMetadata().userinfo_endpoint
			? await oidc.fetchUserInfo(configuration, tokens.access_token, token.sub)
			: {};
		return readArrival(provider, token.sub, { ...token, ...more });
	} catch (error) {
		if (error instanceof oidc.AuthorizationResponseError) refuse('identity.provider.declined');
		if (
			error instanceof oidc.ResponseBodyError ||
			error instanceof oidc.ClientError ||
			error instanceof oidc.WWWAuthenticateChallengeError
		)
			refuse('identity.provider.again');
		throw error;
	}
}

const claimOf = (provider: Provider, subject: string) => `${provider.issuer} ${subject}`;

export function readArrivalOf(sealed: string | undefined, at = new Date()): Arrival | null {
	return openSealed<Arrival>('arrival', sealed, at);
}

/** Makes an account for a newcomer from a provider. An address that nobody has checked stays unconfirmed. */
export async function registerArrival(
	input: { sealed: string | undefined; name: string; email: string; consents: readonly string[]; lang: Lang },
	caller: Caller = {},
	at = new Date(),
): Promise<SignedIn | HalfSignedIn> {
	const arrival = readArrivalOf(input.sealed, at) ?? refuse('identity.provider.again');
	const provider =
		(await store.providerById(database(), arrival.provider)) ?? refuse('identity.provider.again');
	const problems: Problem[] = [];
	const name = nameField.safeParse(input.name);
	if (!name.success)
		problems.push({ field: 'name', code: name.error.issues[0]?.message ?? 'identity.name.empty' });
	const email = input.email === '' ? null : emailField.safeParse(input.email);
	if (email && !email.success) problems.push({ field: 'email', code: 'identity.email.wrong' });
	for (const purpose of requiredPurposes)
		if (!input.consents.includes(purpose))
			problems.push({ field: 'consent', code: 'identity.consent.needed' });
	if (problems.length) throw new Invalid(problems);
	const address = email?.data ?? null;
	const account = newId<AccountId>(at.getTime());
	const value = claimOf(provider, arrival.subject);
	if ((await claims.claim(database(), 'external', value, account, at)) !== account)
		refuse('identity.provider.already-linked');
	await createAccount({
		account,
		name: name.data ?? '',
		// only a checked address is claimed here; another is confirmed later by a letter, on the account's page
		email: address !== null && address === arrival.email && arrival.emailConfirmed ? address : null,
		emailConfirmed: true,
		lang: input.lang,
		consents: input.consents,
		through: 'provider',
		caller,
		at,
		within: (tx) => note(tx, account, arrival, at),
	}).catch(async (error) => {
		await claims.release(database(), 'external', value, account);
		throw error;
	});
	await tellResidence(account, arrival, at);
	const half = { account, way: 'provider' as const, remember: false, provider: provider.id };
	if (provider.trustsFactor) return transaction((tx) => open(tx, half, { factor: true, caller, at }));
	return begin(half, caller, at);
}

/** Links what came from the provider to the account that has just signed in by its own means. */
export async function linkArrival(
	actor: Actor,
	input: { sealed: string | undefined; current: string },
	caller: Caller = {},
	at = new Date(),
): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const arrival = readArrivalOf(input.sealed, at) ?? refuse('identity.provider.again');
	const provider =
		(await store.providerById(database(), arrival.provider)) ?? refuse('identity.provider.again');
	await prove(actor, input.current, at);
	await link(account, provider, arrival, caller, at);
}

async function link(
	account: AccountId,
	provider: Provider,
	arrival: Arrival,
	caller: Caller,
	at: Date,
): Promise<void> {
	const owner = await claims.claim(database(), 'external', claimOf(provider, arrival.subject), account, at);
	if (owner !== account) refuse('identity.provider.already-linked');
	await transaction(async (tx) => {
		await note(tx, account, arrival, at);
		await happen(tx, account, 'provider-linked', caller, at);
	});
	await tellResidence(account, arrival, at);
}

async function note(tx: Tx, account: AccountId, arrival: Arrival, at: Date): Promise<void> {
	const { provider, subject, identified, organisation } = arrival;
	await store.putExternal(tx, { account, id: newId(at.getTime()), provider, subject, identified, at });
	if (organisation)
		await store.putOrganisationClaim(tx, { account, id: newId(at.getTime()), provider, ...organisation, at });
}

async function tellResidence(account: AccountId, arrival: Arrival, at: Date): Promise<void> {
	const { bornOn } = arrival;
	if (bornOn) await transaction((tx) => accounts.setBorn(tx, account, bornOn, 'provider', at));
	if (!arrival.residence) return;
	const territory = await territoryByCode(arrival.residence);
	if (territory === null) return;
	await transaction((tx) => confirmByProvider(tx, { account, territory, provider: arrival.provider, at }));
}

/** Takes a link away, unless it is the last way in. */
export async function unlink(
	actor: Actor,
	input: { external: Uuid; current: string },
	caller: Caller = {},
	at = new Date(),
): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await prove(actor, input.current, at);
	const known_ = await accounts.accountById(database(), account);
	const [links, passkeys] = await Promise.all([
		store.externalsOf(database(), account),
		factors.passkeysOf(database(), account),
	]);
	if (!known_?.hasPassword && passkeys.length === 0 && links.length <= 1)
		invalid({ field: '', code: 'identity.provider.last-way' });
	const gone = await transaction(async (tx) => {
		const dropped = await store.dropExternal(tx, account, input.external);
		if (dropped) await happen(tx, account, 'provider-unlinked', caller, at);
		return dropped;
	});
	const provider = gone && (await store.providerById(database(), gone.provider));
	if (gone && provider)
		await claims.release(database(), 'external', claimOf(provider, gone.subject), account);
}

export async function ownLinks(
	actor: Actor,
): Promise<{ links: store.External[]; organisations: store.OrganisationClaim[] }> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const [links, organisations] = await Promise.all([
		store.externalsOf(database(), account),
		store.organisationClaimsOf(database(), account),
	]);
	return { links, organisations };
}
