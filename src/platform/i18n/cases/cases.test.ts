import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyIn } from './body-name.ts';
import { addressee, type GrammarCase, greeting, initialsFirst, personIn, readName } from './person.ts';

const forms: GrammarCase[] = ['genitive', 'dative', 'accusative', 'instrumental', 'prepositional'];

test('names of people decline in the order they are written in', () => {
	const cases: [string, string[]][] = [
		[
			'Петрова Мария Ивановна',
			[
				'Петровой Марии Ивановны',
				'Петровой Марии Ивановне',
				'Петрову Марию Ивановну',
				'Петровой Марией Ивановной',
				'Петровой Марии Ивановне',
			],
		],
		[
			'Мария Петрова',
			['Марии Петровой', 'Марии Петровой', 'Марию Петрову', 'Марией Петровой', 'Марии Петровой'],
		],
		[
			'Иван Львович Черемшин',
			[
				'Ивана Львовича Черемшина',
				'Ивану Львовичу Черемшину',
				'Ивана Львовича Черемшина',
				'Иваном Львовичем Черемшиным',
				'Иване Львовиче Черемшине',
			],
		],
		['Илья Шевченко', ['Ильи Шевченко', 'Илье Шевченко', 'Илью Шевченко', 'Ильёй Шевченко', 'Илье Шевченко']],
	];
	for (const [name, expected] of cases)
		assert.deepEqual(
			forms.map((form) => personIn(name, form).replaceAll('ё', 'е')),
			expected.map((one) => one.replaceAll('ё', 'е')),
		);
	assert.equal(personIn('John Smith', 'dative'), 'John Smith');
	assert.equal(personIn('', 'dative'), '');
});

test('a letter is addressed by family name and initials and greets by name', () => {
	assert.equal(addressee('Мария Ивановна Петрова', 'dative'), 'Петровой\u00a0М.\u00a0И.');
	assert.equal(addressee('Петров Иван', 'dative'), 'Петрову\u00a0И.');
	assert.equal(addressee('Мария', 'dative'), 'Марии');
	assert.equal(initialsFirst('Полянская Вера Павловна'), 'В.\u00a0П.\u00a0Полянская');
	assert.equal(greeting('Петрова Мария Ивановна'), 'Уважаемая Мария Ивановна!');
	assert.equal(greeting('Никита Сомов'), 'Уважаемый Никита!');
	assert.equal(greeting('Jane'), 'Здравствуйте!');
	assert.equal(greeting(''), 'Здравствуйте!');
	assert.equal(readName('Петров Константин')?.last, 'Петров');
	assert.equal(readName('Ирина Петрова')?.last, 'Петрова');
	assert.equal(readName('Садыкова Гузель')?.first, 'Гузель');
});

test('of the name of a body its head declines, what depends on it stays', () => {
	const cases: [string, string[]][] = [
		[
			'Администрация города Кунгура',
			['Администрации', 'Администрации', 'Администрацию', 'Администрацией', 'Администрации'],
		],
		[
			'Управление городского хозяйства',
			['Управления', 'Управлению', 'Управление', 'Управлением', 'Управлении'],
		],
		['Комитет по делам молодёжи', ['Комитета', 'Комитету', 'Комитет', 'Комитетом', 'Комитете']],
		['Служба благоустройства', ['Службы', 'Службе', 'Службу', 'Службой', 'Службе']],
		[
			'Министерство транспорта',
			['Министерства', 'Министерству', 'Министерство', 'Министерством', 'Министерстве'],
		],
		['МУП «Водоканал»', ['МУП', 'МУП', 'МУП', 'МУП', 'МУП']],
	];
	for (const [name, expected] of cases) {
		const rest = name.slice(name.indexOf(' '));
		assert.deepEqual(
			forms.map((form) => bodyIn(name, form)),
			expected.map((one) => one + rest),
			name,
		);
	}
	assert.equal(
		bodyIn('Муниципальное предприятие «Дорожник»', 'dative'),
		'Муниципальному предприятию «Дорожник»',
	);
	assert.equal(bodyIn('Городской комитет экологии', 'instrumental'), 'Городским комитетом экологии');
	assert.equal(bodyIn('Городская дума', 'accusative'), 'Городскую думу');
	assert.equal(
		bodyIn('Единая дежурно-диспетчерская служба', 'genitive'),
		'Единой дежурно-диспетчерской службы',
	);
	assert.equal(bodyIn('Жилищная инспекция', 'instrumental'), 'Жилищной инспекцией');
});
