/**
 * First names that are common in Russia, of men and of women, as they stand in a passport. Words that are more often
 * something else (Мира, Слава, Света) are left out: a street would be hidden for a person's name.
 */
const men =
	'Александр Алексей Альберт Анатолий Андрей Антон Аркадий Арсений Артём Артур Ахмед Богдан Борис Вадим Валентин Валерий Василий Вениамин Виктор Виталий Владимир Владислав Всеволод Вячеслав Геннадий Георгий Герман Глеб Григорий Давид Дамир Даниил Данила Денис Дмитрий Евгений Егор Ефим Захар Иван Игнат Игорь Ильдар Илья Иннокентий Иосиф Камиль Кирилл Константин Лев Леонид Макар Максим Марат Марк Матвей Михаил Мурат Мухаммед Назар Никита Николай Олег Павел Пётр Платон Прохор Рамиль Расул Рафаэль Ренат Ринат Родион Роман Ростислав Руслан Рустам Савелий Салават Семён Сергей Станислав Степан Тагир Тарас Тимофей Тимур Тихон Фёдор Филипп Фарид Эдуард Эльдар Эмиль Юрий Юлиан Яков Ян Ярослав'.split(
		' ',
	);
const women =
	'Агния Аида Айгуль Александра Алёна Алина Алиса Алла Алсу Альбина Альфия Анастасия Ангелина Анжела Анжелика Анна Антонина Арина Асия Валентина Валерия Варвара Василиса Венера Вера Вероника Виктория Галина Гульнара Дарья Диана Дина Ева Евгения Евдокия Екатерина Елена Елизавета Жанна Зинаида Зоя Зульфия Инга Инна Ирина Камила Карина Кира Клавдия Кристина Ксения Лариса Лидия Лилия Любовь Людмила Маргарита Марина Мария Марьям Милана Нина Надежда Наталия Наталья Нелли Оксана Олеся Ольга Пелагея Полина Раиса Регина Рената Римма Роза Розалия Сабина Светлана Серафима Снежана София Софья Таисия Тамара Татьяна Ульяна Фаина Фатима Эвелина Элина Эльвира Эльмира Эмма Юлия Яна Ярослава'.split(
		' ',
	);

/** Irregular ones: the vowel flees. */
const irregular: Record<string, string> = { Павел: 'Павл', Лев: 'Льв', Пётр: 'Петр' };

/** Endings of the cases by the last letter of the name. */
function casesOf(name: string): string[] {
	const stem = name.slice(0, -1);
	switch (name.at(-1)) {
		case 'а':
			return ['а', 'ы', 'и', 'е', 'у', 'ой', 'ою'].map((end) => stem + end);
		case 'я':
			return ['я', 'и', 'е', 'ю', 'ей', 'ёй'].map((end) => stem + end);
		case 'й':
			return ['й', 'я', 'ю', 'ем', 'е', 'и'].map((end) => stem + end);
		case 'ь':
			return ['ь', 'я', 'ю', 'и', 'ем', 'е', 'ью'].map((end) => stem + end);
		case 'и':
		case 'у':
			return [name];
		default: {
			const base = irregular[name] ?? name;
			return [name, ...['а', 'у', 'ом', 'е'].map((end) => base + end)];
		}
	}
}

const plain = (word: string) => word.toLowerCase().replaceAll('ё', 'е');
const forms = new Set([...men, ...women].flatMap(casesOf).map(plain));

/** Whether a word is a first name in some case, ё as е. */
export function isFirstName(word: string): boolean {
	return forms.has(plain(word));
}
