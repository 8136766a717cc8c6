import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTable } from '#platform/tables/door.server.ts';
import { isMarkedUp, tidy, withoutMarkup } from './clean.ts';
import { guessWriting, readDay } from './days.ts';
import { guessColumns, guessState } from './guess.ts';
import { lookAt } from './look.ts';

test('days as people and programs write them', () => {
	const cases: [string, Parameters<typeof readDay>[1], string | null][] = [
		['2020-12-06 20:03:00', 'ymd', '2020-12-06T20:03:00.000Z'],
		['2020-12-06T20:03:00+03:00', 'ymd', '2020-12-06T17:03:00.000Z'],
		['06.12.2020', 'dmy', '2020-12-06T00:00:00.000Z'],
		['6.12.20 9:05', 'dmy', '2020-12-06T09:05:00.000Z'],
		['04/12/2018 11:11:26 AM', 'mdy', '2018-04-12T11:11:26.000Z'],
		['04/12/2018 12:00:00 AM', 'mdy', '2018-04-12T00:00:00.000Z'],
		['11/13/2018 01:06:56 PM', 'mdy', '2018-11-13T13:06:56.000Z'],
		['13/11/2018', 'mdy', null],
		['29.02.2023', 'dmy', null],
		['43831.5', 'serial', '2020-01-01T12:00:00.000Z'],
		['12.2020', 'dmy', null],
		['вчера', 'ymd', null],
	];
	for (const [text, written, want] of cases) {
		const read = readDay(text, written);
		assert.equal(read && (read.at ?? new Date(read.wall)).toISOString(), want, text);
	}
	assert.equal(new Date(readDay('2020-12-06', 'ymd', true)!.wall).toISOString().slice(0, 10), '2020-06-12');
	assert.equal(new Date(readDay('2020-06-25', 'ymd', true)!.wall).toISOString().slice(0, 10), '2020-06-25');
});

test('how a column writes its days is seen by its cells', () => {
	assert.equal(guessWriting(['2020-12-06', '2020-12-07']), 'ymd');
	assert.equal(guessWriting(['05.04.2020', '06.04.2020']), 'dmy');
	assert.equal(guessWriting(['05/04/2020', '04/25/2020']), 'mdy');
	assert.equal(guessWriting(['04/12/2018 11:11:26 AM']), 'mdy');
	assert.equal(guessWriting(['43831', '43832']), 'serial');
	assert.equal(guessWriting(['просто', 'слова', '2020-01-01']), null);
	assert.equal(guessWriting([]), null);
});

test('swapped days are seen by the torn order and the future; a table in order is left alone', async () => {
	const real = Array.from({ length: 400 }, (_, i) =>
		new Date(Date.UTC(2019, 0, 1 + i)).toISOString().slice(0, 10),
	);
	const swapped = real.map((day) => {
		const [y, m, d] = day.split('-');
		return Number(d) <= 12 ? `${y}-${d}-${m}` : day;
	});
	const look = async (days: string[]) =>
		(
			await lookAt(
				await openTable(Buffer.from(`n,date\n${days.map((day, i) => `${i},${day}`).join('\n')}\n`)),
			)
		).columns[1];
	assert.ok(((await look(swapped))?.swapped ?? 0) > 100);
	assert.equal((await look(real))?.swapped, 0);
	assert.equal((await look(real.toReversed()))?.swapped, 0);
});

test('columns are guessed by headings of several systems, and by what stands in them', async () => {
	const guess = async (csv: string) => {
		const looked = await lookAt(await openTable(Buffer.from(csv)));
		return Object.fromEntries(guessColumns(looked.columns).map((one) => [one.field, one.column]));
	};
	const answered = await guess(
		'номер;текст;дата;ответ\n1;Яма у остановки;01.10.2026;12.10.2026\n2;Нет света;02.10.2026;14.10.2026\n',
	);
	assert.deepEqual(
		[answered.answered, answered.answer],
		['ответ', undefined],
		'days under «ответ» are the days of the answers',
	);
	const told = await guess('номер;текст;ответ\n1;Яма у остановки;Яму засыпали\n2;Нет света;Свет горит\n');
	assert.deepEqual([told.answered, told.answer], [undefined, 'ответ']);
	assert.deepEqual(
		await guess(
			'id,text,topic,executor,category\n1,На улице Мира не горит ни один фонарь уже неделю,Свет,Горсвет,3\n',
		),
		{
			'external-id': 'id',
			text: 'text',
			category: 'topic',
			body: 'executor',
		},
	);
	assert.deepEqual(
		await guess(
			'SRRecordID,ServiceRequestNum,SRType,CreatedDate,SRStatus,DueDate,CloseDate,Agency,Address,Latitude,Longitude\n1,2,SW,04/12/2018 11:11:26 AM,Closed,04/13/2018 11:11:26 AM,04/12/2018 12:45:47 PM,Solid,1 ST,39.2,-76.6\n',
		),
		{
			'external-id': 'ServiceRequestNum',
			category: 'SRType',
			filed: 'CreatedDate',
			where: 'Address',
			lat: 'Latitude',
			lon: 'Longitude',
			body: 'Agency',
			state: 'SRStatus',
			due: 'DueDate',
			closed: 'CloseDate',
		},
	);
	assert.deepEqual(
		await guess('a,b\n2020-01-01,Здравствуйте! Почему во дворе дома 5 до сих пор не убран снег?\n'),
		{
			text: 'b',
			filed: 'a',
		},
	);
});

test('words of states', () => {
	for (const [word, want] of [
		['Closed', 'closed'],
		['Выполнено', 'closed'],
		['В работе', 'in-work'],
		['Open', 'open'],
		['Дан ответ', 'answered'],
		['Отклонено', 'refused'],
		['Duplicate (Closed)', 'repeated'],
		['???', null],
	] as const)
		assert.equal(guessState(word), want, word);
});

test('a text copied out of a web page becomes plain, and nothing in it runs', () => {
	const page =
		'<p>Здравствуйте.&nbsp;На улице <b>Мира</b> &laquo;яма&raquo;</p><script>alert(1)</script><br>Спасибо&#33; a < b';
	assert.ok(isMarkedUp(page));
	assert.equal(tidy(withoutMarkup(page)), 'Здравствуйте. На улице Мира «яма»\n\nСпасибо! a < b');
	assert.ok(!isMarkedUp('если a < b и b > c, то R&D'));
	assert.equal(tidy('а\r\n\r\n\r\n\r\nб\t\t в\u0000'), 'а\n\nб в');
});
