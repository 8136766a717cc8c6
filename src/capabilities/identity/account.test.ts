import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { emailField, heldInOffice, isOfficial, nameField, veiled } from './account.ts';
import { cleanPaper, codeOf, readPaperCode } from './paper.ts';
import { weakness } from './password.ts';
import { type Provider, readArrival } from './provider.ts';
import { readToken, tokenOf } from './secrets.server.ts';

test('a name is one line with a letter in it, in any script', () => {
	const cases: [string, string | null][] = [
		['  Анна   Зорина ', 'Анна Зорина'],
		["Жан д'Арк-Оглы", "Жан д'Арк-Оглы"],
		['李小龙', '李小龙'],
		['<script>alert(1)</script>', '<script>alert(1)</script>'],
		['', null],
		['   ', null],
		['12345', null],
		['a\u202eb', null],
		['a\u200bb', null],
		['a\u0000b', null],
		['я'.repeat(200), 'я'.repeat(200)],
		['я'.repeat(10_000), null],
	];
	for (const [typed, right] of cases) {
		const read = nameField.safeParse(typed);
		assert.equal(read.success ? read.data : null, right, typed.slice(0, 20));
	}
});

test('an e-mail address has one form, and what is none is refused', () => {
	const cases: [string, string | null][] = [
		[' Anna@Example.ORG ', 'anna@example.org'],
		['почта@пример.рф', 'почта@пример.рф'],
		['a+b@mail.example.co', 'a+b@mail.example.co'],
		['anna', null],
		['anna@example', null],
		['@example.org', null],
		['anna@@example.org', null],
		['anna zorina@example.org', null],
		['"><script>@example.org', null],
		['anna@example.org\nbcc: all@example.org', null],
		['', null],
		[`${'a'.repeat(250)}@example.org`, null],
	];
	for (const [typed, right] of cases) {
		const read = emailField.safeParse(typed);
		assert.equal(read.success ? read.data : null, right, typed.slice(0, 30));
	}
	assert.equal(veiled('anna@example.org'), 'a***@example.org');
});

test('a password is refused when it is short, in the lists, a row, or one’s own name', () => {
	const person = { name: 'Anna Zorina', email: 'annazorina@example.org' };
	const cases: [string, string | null][] = [
		['короткий', 'identity.password.short'],
		['речка-мостик-сова', null],
		['correct horse battery', null],
		['qwertyuiop', 'identity.password.common'],
		['ЙЦУКЕНГШЩЗ', 'identity.password.common'],
		['aaaaaaaaaaaa', 'identity.password.same'],
		['abcabcabcabc', 'identity.password.same'],
		['3456789012', 'identity.password.common'],
		['annazorina1', 'identity.password.own'],
		['annazorina@example.org', 'identity.password.own'],
		['п'.repeat(201), 'identity.password.long'],
	];
	for (const [password, why] of cases) assert.equal(weakness(password, person), why, password.slice(0, 20));
});

test('a code on paper is read as written by hand, in capitals or not, with Cyrillic letters or not', () => {
	const code = codeOf(Buffer.from([0, 10, 20, 30, 40, 50, 60, 70]));
	assert.match(code, /^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{2}$/);
	assert.equal(readPaperCode(code.toLowerCase().replaceAll('-', ' ')), code);
	assert.equal(readPaperCode(''), null);
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
			const made = codeOf(Buffer.from(random));
			assert.equal(readPaperCode(made), made);
			const alike: Record<string, string> = {
				A: 'А',
				B: 'В',
				E: 'Е',
				K: 'К',
				M: 'М',
				H: 'Н',
				P: 'Р',
				C: 'С',
				T: 'Т',
				X: 'Х',
			};
			assert.equal(readPaperCode([...made].map((letter) => alike[letter] ?? letter).join('')), made);
			const slip = (made[0] === 'A' ? 'B' : 'A') + made.slice(1);
			assert.equal(readPaperCode(slip), null, 'a slip of one letter is seen');
		}),
	);
});

test('the number of a paper is the same with spaces, signs and small letters', () => {
	assert.equal(cleanPaper('57 04 № 123456'), '5704123456');
	assert.equal(cleanPaper('ab-1234567'), 'AB1234567');
	assert.equal(cleanPaper('123'), null);
	assert.equal(cleanPaper('без номера'), null);
	assert.equal(cleanPaper('1'.repeat(31)), null);
});

test('a token begins with its owner, and anything else is no token', () => {
	const owner = '0198d3a0-0000-7000-8000-000000000001';
	const secret = 'A'.repeat(43);
	assert.deepEqual(readToken(tokenOf(owner, secret)), { owner, secret });
	fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => readToken(text) === null));
});

test('roles of spaces make nobody an official, also where the words are the same', () => {
	assert.equal(isOfficial({ role: 'moderator', space: null }), true);
	assert.equal(isOfficial({ role: 'moderator', space: 'x' }), false);
	assert.equal(isOfficial({ role: 'official', space: 'x' }), true);
	assert.equal(isOfficial({ role: 'owner', space: 'x' }), false);
	assert.equal(isOfficial({ role: 'expert', space: 'x' }), false);
	const held = [
		{ role: 'official', space: 'body' },
		{ role: 'executor', space: 'body' },
		{ role: 'executor', space: 'programme' },
		{ role: 'owner', space: 'community' },
	];
	assert.deepEqual(
		heldInOffice(held),
		held.slice(0, 2),
		'what one holds in a body beside the role goes with it',
	);
});

const provider: Provider = {
	id: 'esia',
	title: 'ЕСИА',
	issuer: 'https://esia.example',
	clientId: 'veche',
	hasSecret: true,
	scopes: 'openid',
	claims: {
		name: 'name',
		email: 'email',
		residence: 'address.oktmo',
		identified: 'trusted',
		organisationCode: 'org.ogrn',
		organisationName: 'org.name',
		organisationRole: 'org.position',
	},
	trustsEmail: true,
	trustsResidence: true,
	trustsFactor: false,
	enabled: true,
};
const said = {
	family_name: 'Зорина',
	given_name: 'Анна',
	middle_name: 'Петровна',
	email: 'Anna@Example.org',
	email_verified: true,
	trusted: 'true',
	address: { oktmo: '57701000' },
	org: { ogrn: 1025900000001, name: 'ООО «Ромашка»', position: 'директор' },
};

test('what a provider says is read by the operator’s map of claims', () => {
	assert.deepEqual(readArrival(provider, 's1', said), {
		provider: 'esia',
		subject: 's1',
		name: 'Зорина Анна Петровна',
		email: 'anna@example.org',
		emailConfirmed: true,
		residence: '57701000',
		identified: true,
		bornOn: null,
		organisation: { code: '1025900000001', name: 'ООО «Ромашка»', role: 'директор' },
	});
});

test('nothing is believed that the operator does not trust, or that the provider has not checked', () => {
	const wary = readArrival({ ...provider, trustsEmail: false, trustsResidence: false }, 's1', said);
	assert.equal(wary.emailConfirmed, false);
	assert.equal(wary.residence, null);
	assert.equal(readArrival(provider, 's1', { ...said, email_verified: false }).emailConfirmed, false);
	assert.equal(readArrival(provider, 's1', { ...said, address: { oktmo: "1'; drop" } }).residence, null);
	assert.equal(readArrival(provider, 's1', {}).name, '');
	assert.equal(
		readArrival({ ...provider, claims: { ...provider.claims, name: '__proto__.x' } }, 's1', {}).name,
		'',
	);
});
