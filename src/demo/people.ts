import type { Random } from './random.ts';

export type Person = { name: string; given: string; surname: string; woman: boolean; english: string };

// Surnames from words of nature with rare endings: they sound like any town's list and belong to nobody we know.
const stems =
	'Берестов Озерцов Заволокин Медунов Ракитянов Туманцев Ольхин Кремнёв Журавкин Снегирёв-Лесной Плёсов Осокин Вешняков Зарубежкин Росинцев Калинцев Лебедкин Боровичкин Морошкин Ветлугов Полынцев Родничков Сухоречкин Тальников Чернолесов Юрьевцев Ясенцев Грачёвкин Дубравкин Ельников Живицын Закатов Ивушкин Кедринцев Луговкин Мятликов Незабудкин Орешкинцев Пихтарёв Рябинцев Стрижкин Тростянцев Утёсов Хвоинцев Черемшин Шиповников Щегловитов Яблочкин Крутояров Верхоречин'
		.replace('Снегирёв-Лесной', 'Снегириков')
		.split(' ');
const men =
	'Александр Алексей Андрей Антон Арсений Борис Вадим Василий Виктор Владимир Георгий Глеб Григорий Даниил Денис Дмитрий Евгений Егор Иван Игорь Илья Кирилл Константин Лев Максим Матвей Михаил Никита Николай Олег Павел Пётр Роман Руслан Семён Сергей Степан Тимофей Фёдор Юрий'.split(
		' ',
	);
const women =
	'Александра Алёна Анастасия Анна Антонина Валентина Валерия Варвара Вера Галина Дарья Евгения Екатерина Елена Елизавета Зоя Инна Ирина Кира Ксения Лариса Лидия Любовь Людмила Маргарита Марина Мария Надежда Наталья Нина Оксана Ольга Полина Раиса Светлана София Тамара Татьяна Ульяна Юлия'.split(
		' ',
	);
const fathers: readonly [string, string][] = [
	['Александрович', 'Александровна'],
	['Алексеевич', 'Алексеевна'],
	['Андреевич', 'Андреевна'],
	['Борисович', 'Борисовна'],
	['Васильевич', 'Васильевна'],
	['Викторович', 'Викторовна'],
	['Владимирович', 'Владимировна'],
	['Геннадьевич', 'Геннадьевна'],
	['Григорьевич', 'Григорьевна'],
	['Дмитриевич', 'Дмитриевна'],
	['Евгеньевич', 'Евгеньевна'],
	['Иванович', 'Ивановна'],
	['Ильич', 'Ильинична'],
	['Львович', 'Львовна'],
	['Михайлович', 'Михайловна'],
	['Николаевич', 'Николаевна'],
	['Олегович', 'Олеговна'],
	['Павлович', 'Павловна'],
	['Петрович', 'Петровна'],
	['Романович', 'Романовна'],
	['Сергеевич', 'Сергеевна'],
	['Юрьевич', 'Юрьевна'],
];

export function aPerson(random: Random, woman = random.chance(0.58)): Person {
	const given = random.pick(woman ? women : men);
	const father = random.pick(fathers)[woman ? 1 : 0];
	const stem = random.pick(stems);
	const surname = woman ? `${stem}а` : stem;
	return {
		name: `${given} ${father} ${surname}`,
		given,
		surname,
		woman,
		english: `${latin(given)} ${latin(surname)}`,
	};
}

const letters: Record<string, string> = Object.fromEntries(
	'а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya'
		.split(' ')
		.map((pair) => pair.split(':') as [string, string]),
);
export function latin(text: string): string {
	return [...text]
		.map((letter) => {
			const small = letter.toLowerCase();
			const to = letters[small];
			if (to === undefined) return letter;
			return small === letter ? to : to.charAt(0).toUpperCase() + to.slice(1);
		})
		.join('');
}
