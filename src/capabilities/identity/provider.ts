import { isBirthday } from './birthday.ts';

/** An OpenID Connect provider as the operator set it up; the secret stays in the store. */
export type Provider = {
	id: string;
	title: string;
	issuer: string;
	clientId: string;
	hasSecret: boolean;
	scopes: string;
	claims: Claims;
	trustsEmail: boolean;
	trustsResidence: boolean;
	trustsFactor: boolean;
	enabled: boolean;
};

/** Where each thing stands in what the provider says; dots lead inside; '' means that it says nothing of the kind. */
export type Claims = {
	name: string;
	email: string;
	residence: string;
	identified: string;
	organisationCode: string;
	organisationName: string;
	organisationRole: string;
};

/** What a person who came from a provider is known by. */
export type Arrival = {
	provider: string;
	subject: string;
	name: string;
	email: string | null;
	/** The provider has checked the address and the operator trusts it. */
	emailConfirmed: boolean;
	/** OKTMO code of a residence that the operator lets the provider confirm. */
	residence: string | null;
	identified: boolean;
	/** YYYY-MM-DD, from a provider whose word on the person the operator trusts. */
	bornOn: string | null;
	organisation: { code: string; name: string; role: string } | null;
};

type Said = Record<string, unknown>;

function at(said: Said, path: string): unknown {
	if (path === '') return undefined;
	if (Object.hasOwn(said, path)) return said[path];
	return path.split('.').reduce<unknown>((inner, step) => {
		if (Array.isArray(inner)) return inner[Number(step)];
		return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
			? (inner as Said)[step]
			: undefined;
	}, said);
}

const text = (value: unknown, longest: number): string =>
	typeof value === 'string' || typeof value === 'number'
		? String(value).normalize('NFC').trim().slice(0, longest)
		: '';
const yes = (value: unknown): boolean => value === true || value === 'true' || value === 1 || value === '1';

/** The claim `birthdate` of OpenID Connect; some providers write it as a person would, 31.12.1990. */
function dayOfBirth(text: string): string | null {
	const day = text.replace(/^(\d{2})\.(\d{2})\.(\d{4})$/, '$3-$2-$1');
	return isBirthday(day, new Date()) ? day : null;
}

/** Reads what a provider says by the operator's map of claims. Nothing is believed that the operator does not trust. */
export function readArrival(provider: Provider, subject: string, said: Said): Arrival {
	const { claims } = provider;
	const name =
		text(at(said, claims.name), 200) ||
		[said.family_name, said.given_name, said.middle_name]
			.map((part) => text(part, 60))
			.filter(Boolean)
			.join(' ');
	const email = text(at(said, claims.email), 254).toLowerCase() || null;
	const code = text(at(said, claims.organisationCode), 60);
	const residence = text(at(said, claims.residence), 20);
	return {
		provider: provider.id,
		subject,
		name,
		email,
		emailConfirmed:
			email !== null &&
			provider.trustsEmail &&
			(said.email_verified === undefined || yes(said.email_verified)),
		residence: provider.trustsResidence && /^\d{8}(\d{3})?$/.test(residence) ? residence : null,
		identified: yes(at(said, claims.identified)),
		bornOn: provider.trustsResidence ? dayOfBirth(text(said.birthdate, 10)) : null,
		organisation: code
			? {
					code,
					name: text(at(said, claims.organisationName), 500) || code,
					role: text(at(said, claims.organisationRole), 300),
				}
			: null,
	};
}
