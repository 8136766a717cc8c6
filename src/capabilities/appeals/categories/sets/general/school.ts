import type { SetCategory, SetQuestion } from '../set.ts';
import { decisions } from './checklists.ts';

const which: SetQuestion = {
	code: 'which',
	kind: 'text',
	required: true,
	ru: ['Какая школа или сад'],
	en: ['Which school or kindergarten'],
};

export const school: SetCategory = {
	code: 'school',
	ru: ['Школы и детские сады', 'Места, питание, безопасность, здание'],
	en: ['Schools and kindergartens', 'Places, meals, safety, building'],
	answer: '15 working-days',
	reaction: '2 working-days',
	shownTo: 'nameless',
	placeKind: 'school',
	routeAt: 0.8,
	checklist: decisions,
	below: [
		{
			code: 'school.kindergarten',
			ru: ['Место в детском саду', 'Очередь, перевод, далеко от дома'],
			en: ['A place in a kindergarten', 'Waiting list, transfer, far from home'],
			placeKind: 'kindergarten',
			words: {
				ru: 'детский сад, садик, очередь в сад, место в саду, воспитатель, ясли',
				en: 'kindergarten, nursery, waiting list',
			},
		},
		{
			code: 'social.school',
			ru: ['Школа', 'Приём, учителя, учёба, отношения в классе'],
			en: ['School', 'Admission, teachers, lessons, bullying'],
			words: {
				ru: 'школа, учитель, класс, ученик, директор школы, учебники, егэ, прием в школу, травля, вторая смена',
				en: 'school, teacher, class, pupil, textbooks, bullying',
			},
			asks: [which],
		},
		{
			code: 'school.meals',
			ru: ['Питание', 'Качество, льготное питание, столовая'],
			en: ['Meals', 'Quality, free meals, canteen'],
			answer: '7 working-days',
			words: {
				ru: 'питание в школе, столовая, обеды в школе, питание в саду',
				en: 'school meals, canteen, lunch',
			},
			asks: [which],
		},
		{
			code: 'school.building',
			ru: ['Здание и двор школы', 'Ремонт, холодно, ограждение, площадка'],
			en: ['Building and grounds', 'Repair, cold, fence, playground'],
			answer: '10 working-days',
			words: {
				ru: 'ремонт школы, холодно в школе, забор школы, крыша школы, туалет в школе, строительство школы',
				en: 'school repair, cold classroom, school fence, new school',
			},
			asks: [which],
		},
		{
			code: 'school.bus',
			ru: ['Дорога в школу', 'Школьный автобус, безопасный путь, пост у перехода'],
			en: ['The way to school', 'School bus, safe route, crossing guard'],
			answer: '10 working-days',
			words: {
				ru: 'школьный автобус, подвоз, дорога в школу, дети идут по проезжей части',
				en: 'school bus, way to school',
			},
		},
		{
			code: 'school.clubs',
			ru: ['Кружки, секции, лагеря', 'Запись, места, летний отдых'],
			en: ['Clubs, sections, camps', 'Enrolment, places, summer camps'],
			words: {
				ru: 'кружок, секция, лагерь, летний отдых, путевка в лагерь, дополнительное образование, музыкальная школа',
				en: 'club, camp, summer camp, music school',
			},
		},
	],
};
