import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';
import {
	parseAnswer,
	readDefinition,
	readDiscovery,
	readErrors,
	readInstant,
	readRequests,
	readServices,
} from './read.ts';
import { written } from './write.ts';

const skip = withoutReferenceData('open311');
const answer = (name: string) => parseAnswer(readFileSync(referenceData(`open311/${name}`), 'utf8'));

test('services of Gießen and Washington, and of the example of the standard', { skip }, () => {
	const giessen = readServices(answer('giessen-services.xml'));
	assert.equal(giessen.length, 8);
	assert.deepEqual(giessen.map((one) => one.service_code).slice(0, 3), ['015', '010', '013']);
	assert.equal(giessen[4]?.service_name, 'Straßen- und Gehwegschäden');
	const dc = readServices(answer('dc-services.xml'));
	assert.ok(dc.length > 50);
	assert.ok(dc.every((one) => one.service_name && one.metadata));
	assert.match(dc[1]?.description ?? '', /<br><br>/, 'a sign that stands as an entity is read');
	const [first] = readServices(answer('spec-example-service_list.json'));
	assert.deepEqual([first?.service_code, first?.group, first?.metadata], ['001', 'sanitation', true]);
});

test('the definition of potholes in Washington: what is only shown, what is asked, in its order', {
	skip,
}, () => {
	const { service_code, attributes } = readDefinition(answer('dc-services-S0301.xml'));
	assert.equal(service_code, 'S0301');
	assert.deepEqual(
		attributes
			.filter((one) => one.variable)
			.map((one) => [one.code, one.datatype, one.required, one.values.length]),
		[
			['WHISPOLO', 'singlevaluelist', true, 2],
			['WHMAISAL', 'singlevaluelist', false, 6],
			['ISITHAZA', 'singlevaluelist', false, 3],
			['WATHPRDA', 'singlevaluelist', false, 2],
		],
	);
});

test('five hundred requests of San Francisco', { skip }, () => {
	const requests = readRequests(answer('sf-requests-2011.json'), 'America/Los_Angeles');
	assert.equal(requests.length, 500);
	assert.equal(requests.filter((one) => one.status === 'closed').length, 371);
	assert.equal(requests.filter((one) => one.status === 'open').length, 129);
	assert.ok(requests.every((one) => one.id && one.requestedAt));
	assert.equal(
		requests[0]?.requestedAt?.toISOString(),
		'2011-06-28T12:14:00.000Z',
		'a time without a zone is the town’s own',
	);
});

test('requests of Toronto and Chicago, and of the standard', { skip }, () => {
	const [toronto] = readRequests(answer('toronto-requests.xml'));
	assert.deepEqual(
		[toronto?.id, toronto?.status, toronto?.lat, toronto?.lon, toronto?.updatedAt, toronto?.mediaUrl],
		['101005420892', 'open', 43.691104288, -79.272306875, null, null],
	);
	const chicago = readRequests(answer('chicago-service_requests.json'));
	assert.deepEqual(
		chicago.map((one) => one.statusNotes),
		['', 'Locked'],
	);
	const examples = readRequests(answer('spec-example-requests.xml'));
	assert.deepEqual(
		examples.map((one) => one.status),
		['closed', 'open'],
	);
	assert.equal(readRequests(answer('spec-example-request.xml'))[0]?.statusNotes, 'Duplicate request.');
});

test('tokens, errors, discoveries', { skip }, () => {
	assert.deepEqual(
		readRequests(answer('boston-submitrequest-token.xml')).map(({ id, token }) => ({ id, token })),
		[{ id: null, token: '503fc045901932078800163c' }],
	);
	assert.equal(readRequests(answer('spec-example-token.xml'))[0]?.id, '638344');
	assert.deepEqual(readErrors(answer('boston-err-submitrequest-base_is_duplicate.xml')), [
		{ code: 400, description: 'Invalid service request: base is a duplicate.' },
	]);
	const boston = readDiscovery(answer('discovery-boston.json'));
	assert.deepEqual(
		boston.endpoints.map((one) => one.type),
		['production', 'test'],
	);
	const dc = readDiscovery(answer('discovery-dc.xml'));
	assert.deepEqual(
		dc.endpoints.map((one) => one.formats),
		[['text/xml'], ['text/xml']],
	);
});

test('lists are read however they are wrapped', () => {
	const one = { service_request_id: 7, status: 'Closed', lat: '0', long: 0 };
	for (const answer of [
		[one],
		{ requests: [one] },
		{ service_requests: { request: [one] } },
		[{ request: one }],
		{ request: one },
	])
		assert.deepEqual(
			readRequests(answer).map(({ id, status, lat }) => ({ id, status, lat })),
			[{ id: '7', status: 'closed', lat: null }],
			JSON.stringify(answer),
		);
	assert.deepEqual(readRequests([]), []);
	assert.deepEqual(readRequests({}), []);
	assert.deepEqual(readRequests(parseAnswer('<service_requests/>')), []);
	assert.deepEqual(readErrors([{ code: '403', description: 'no' }]), [{ code: 403, description: 'no' }]);
});

test('times of servers', () => {
	const cases: [string, string | null][] = [
		['2010-04-14T06:37:38-08:00', '2010-04-14T14:37:38.000Z'],
		['2010-04-14T06:37:38Z', '2010-04-14T06:37:38.000Z'],
		['2010-04-14 06:37:38', '2010-04-14T03:37:38.000Z'],
		['2010-04-14', '2010-04-13T21:00:00.000Z'],
		['14.04.2010', null],
		['2010-13-45T00:00:00', null],
		['', null],
	];
	for (const [text, want] of cases)
		assert.equal(readInstant(text, 'Etc/GMT-3')?.toISOString() ?? null, want, text);
});

test('what we write we read again, in both forms', () => {
	const services = [
		{
			service_code: 'roads.potholes',
			service_name: 'Ямы & колеи <дорога>',
			description: '',
			metadata: true,
			type: 'realtime' as const,
			keywords: '',
			group: 'Дороги',
		},
	];
	const definition = {
		service_code: 'roads.potholes',
		attributes: [
			{
				variable: true,
				code: 'depth',
				datatype: 'singlevaluelist' as const,
				required: true,
				datatype_description: '',
				order: 1,
				description: 'Глубина',
				values: [{ key: 'deep', name: 'Больше 5 см' }],
			},
		],
	};
	for (const format of ['xml', 'json'] as const) {
		assert.deepEqual(readServices(parseAnswer(written({ services }, format))), services);
		assert.deepEqual(readDefinition(parseAnswer(written({ definition }, format))), definition);
		assert.deepEqual(readServices(parseAnswer(written({ services: [] }, format))), []);
		assert.deepEqual(
			readErrors(parseAnswer(written({ errors: [{ code: 404, description: 'нет' }] }, format))),
			[{ code: 404, description: 'нет' }],
		);
	}
});

test('an answer that is none, and one that wants to fill the memory', () => {
	assert.throws(() => parseAnswer('<html'));
	assert.throws(() => parseAnswer('not at all'));
	assert.throws(() => parseAnswer('<!DOCTYPE x [<!ENTITY a "aaaa">]><services>&a;</services>'));
});
