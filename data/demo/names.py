"""Invented people's names: common given and family names of the region, combined at random."""

MALE_GIVEN = (
    "Ahmad", "Andi", "Agus", "Arif", "Bambang", "Binsar", "Budi", "Chandra", "Dedi", "Dian",
    "Edy", "Eko", "Fajar", "Ferry", "Hasan", "Hendra", "Herman", "Indra", "Irwan", "Jaya",
    "Joko", "Juliadi", "Khairul", "Lamhot", "Liston", "M.Yusuf", "Mangara", "Marlon", "Mulia",
    "Nanda", "Oloan", "Parlin", "Poltak", "Rahmat", "Ramli", "Ridwan", "Rizal", "Robert",
    "Rudi", "Sahat", "Saut", "Sofyan", "Suheri", "Surya", "Syahril", "Taufik", "Togar",
    "Tumpal", "Wahyu", "Yudi", "Zainal", "Zulkifli",
)  # fmt: skip
FEMALE_GIVEN = (
    "Aisyah", "Ani", "Asmara", "Ayu", "Citra", "Debora", "Desi", "Dewi", "Elfrida", "Elisa",
    "Endang", "Erna", "Evi", "Farida", "Fitri", "Hanna", "Hotma", "Ida", "Indah", "Intan",
    "Juliana", "Kartika", "Lastri", "Lenny", "Lestari", "Lina", "Maya", "Mega", "Melati",
    "Murni", "Nita", "Novita", "Nur", "Nurhayati", "Putri", "Rahma", "Ratna", "Rina", "Rini",
    "Riris", "Rosmaida", "Rotua", "Sari", "Septiani", "Sinta", "Siti", "Sri", "Tiur", "Tuti",
    "Ulina", "Wati", "Winda", "Yanti", "Yuni",
)  # fmt: skip
SECOND = (
    "Adi", "Ardi", "Asih", "Bayu", "Cahyani", "Darma", "Fauzan", "Gita", "Hakim", "Hidayah",
    "Kurnia", "Laila", "Malik", "Mulyani", "Ningsih", "Prasetyo", "Purnama", "Rahayu",
    "Saputra", "Setia", "Utami", "Wulandari", "Wijaya", "Yulia",
)  # fmt: skip
FAMILY = (
    "Barus", "Bangun", "Batubara", "Chandra", "Daulay", "Ginting", "Gultom", "Harahap",
    "Hasibuan", "Hutagalung", "Hutapea", "Karo", "Lim", "Lubis", "Manik", "Manurung",
    "Marpaung", "Matondang", "Nainggolan", "Nasution", "Panjaitan", "Pane", "Pardede",
    "Pasaribu", "Pinem", "Pohan", "Purba", "Rangkuti", "Ritonga", "Saragih", "Sebayang",
    "Sembiring", "Siagian", "Sihombing", "Simanjuntak", "Simbolon", "Sinaga", "Siregar",
    "Sitepu", "Situmorang", "Susanto", "Tambunan", "Tanjung", "Tarigan", "Wibowo", "Winata",
    "Wongso",
)  # fmt: skip
