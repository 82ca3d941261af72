"""Hand-made tables: what the countryinfo package lacks or has wrong."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ADJECTIVES",
    "AMBIGUOUS",
    "AMBIGUOUS_CAPITALS",
    "CAPITALS",
    "EXCLUDED",
    "NAMES",
    "WORDS",
]

EXCLUDED: Final = frozenset(
    {"AS", "AI", "AQ", "AW", "BM", "BQ", "BV", "IO", "CX", "CC", "KY", "CK", "CW", "FK",
     "GF", "PF", "TF", "GI", "GP", "GU", "GG", "HM", "IM", "JE", "MQ", "YT", "MS", "AN", "NC",
     "NU", "NF", "MP", "PN", "PR", "RE", "BL", "SH", "MF", "PM", "CS", "SX", "GS", "SJ", "TK",
     "TC", "UM", "VG", "VI", "WF", "AX", "MO"}
)  # fmt: skip
"""Territories and dissolved states: the package's words for them mislead and are not used.

Those with a government of their own that takes part in talks have theirs in `WORDS`.
"""

AMBIGUOUS: Final = frozenset(
    {"Dominican", "Dominicans", "Korea", "Korean", "Koreans", "Frances"}
)  # fmt: skip
"""Words that mean several countries, or somebody (Frances is no lost apostrophe)."""

AMBIGUOUS_CAPITALS: Final = frozenset(
    {"Brussels", "Castries", "City of San Marino", "Djibouti", "Freetown", "Georgetown",
     "Kingston", "Luxembourg", "Male", "Monaco", "Nassau", "Saint John's", "San Jose",
     "Singapore", "St. George's", "Sucre", "Vatican City", "Vatican City State", "Victoria"}
)  # fmt: skip
"""Capitals that are also other towns, words or names, other governments' seats or countries."""

NAMES: Final = {
    "RU": "Russian Federation", "US": "United States", "EU": "European Union",
    "UN": "United Nations", "NATO": "NATO", "GB": "United Kingdom", "XK": "Kosovo",
    "MK": "North Macedonia", "SZ": "Eswatini", "BS": "Bahamas", "GM": "Gambia",
    "PS": "Palestine", "CD": "Democratic Republic of the Congo", "CZ": "Czech Republic",
    "VA": "Holy See", "FM": "Micronesia", "HK": "Hong Kong",
    "IAEA": "International Atomic Energy Agency", "WHO": "World Health Organization",
    "OSCE": "Organization for Security and Co-operation in Europe",
    "FO": "Faroe Islands", "GI": "Gibraltar", "MO": "Macau", "AW": "Aruba", "PR": "Puerto Rico",
    "NC": "New Caledonia", "BM": "Bermuda", "CW": "Curaçao", "GG": "Guernsey", "IM": "Isle of Man",
    "CK": "Cook Islands", "PF": "French Polynesia", "JE": "Jersey",
}  # fmt: skip
"""Canonical names of sides that differ from the package's, by side."""

ADJECTIVES: Final = {
    "US": "U.S.", "GB": "British", "EU": "EU", "UN": "UN", "NATO": "NATO", "XK": "Kosovo",
    "NZ": "New Zealand", "LU": "Luxembourg", "PH": "Philippine", "KG": "Kyrgyz", "TJ": "Tajik",
    "TM": "Turkmen", "UZ": "Uzbek", "KZ": "Kazakh", "SA": "Saudi", "SI": "Slovenian",
    "IS": "Icelandic", "BA": "Bosnian", "BW": "Botswanan", "LS": "Lesotho", "CV": "Cape Verdean",
    "MV": "Maldivian", "AR": "Argentine", "EC": "Ecuadorian", "KM": "Comorian", "MG": "Malagasy",
    "LI": "Liechtenstein", "VA": "Vatican", "MM": "Myanmar", "NE": "Nigerien", "CD": "Congolese",
    "CG": "Congo-Brazzaville", "DO": "Dominican Republic", "DM": "Dominica", "DJ": "Djiboutian",
    "SR": "Surinamese", "VU": "Vanuatu", "KI": "Kiribati", "SB": "Solomon Islands",
    "KN": "Saint Kitts and Nevis", "AG": "Antiguan", "TL": "Timorese", "NP": "Nepali",
    "HK": "Hong Kong", "SM": "San Marino", "GW": "Bissau-Guinean", "MC": "Monaco",
    "ST": "Sao Tomean", "SC": "Seychelles", "BF": "Burkinabe", "WS": "Samoan", "EH": "Sahrawi",
}  # fmt: skip
"""Words put before "Foreign Ministry", by side, where the package's demonym will not do."""

WORDS: Final = {
    "US": "U.S.|U.S|US|USA|U.S.A.|America|American|Americans|United States of America|"
          "United States",
    "GB": "U.K.|U.K|UK|Britain|Great Britain|British|Briton|Britons|Brit|Brits|United Kingdom|"
          "Northern Ireland|Northern Irish|Scotland|Scottish|Wales|Welsh|England|English",
    "EU": "EU|E.U.|E.U|European Union",
    "UN": "UN|U.N.|U.N|United Nations",
    "NATO": "NATO|Nato|N.A.T.O.|North Atlantic Treaty Organization|"
            "North Atlantic Treaty Organisation|North Atlantic Alliance",
    "RU": "Russian Federation",
    "XK": "Kosovo|Kosovar|Kosovars|Kosovan|Kosovans|Kosova|Republic of Kosovo",
    "PS": "Palestine|Palestinian|Palestinians|Palestinian Authority|Palestinian territories",
    "TW": "Taiwan|Taiwanese", "HK": "Hong Kong|Hongkonger|Hongkongers",
    "KP": "North Korea|North Korean|North Koreans|DPRK|D.P.R.K.|N. Korea",
    "KR": "South Korea|South Korean|South Koreans|ROK|S. Korea",
    "CN": "PRC|P.R.C.|Mainland China|Communist China|Inner Mongolia",
    "CD": "Congo|Congolese|DR Congo|D.R. Congo|DRC|D.R.C.|Democratic Republic of Congo|"
          "Democratic Republic of the Congo|Congo-Kinshasa",
    "CG": "Republic of Congo|Republic of the Congo|Congo-Brazzaville|Congo Republic",
    "DM": "Dominica", "DO": "Dominican Republic",
    "GE": "Georgia|Georgian|Georgians", "GN": "Guinea|Guinean|Guineans",
    "GW": "Guinea-Bissau|Bissau-Guinean|Bissau-Guineans",
    "GQ": "Equatorial Guinea|Equatorial Guinean|Equatorial Guineans|Equatoguinean",
    "AE": "United Arab Emirates|UAE|U.A.E.|Emirati|Emiratis|Emirates",
    "SA": "Saudi|Saudis|Saudi Arabian|Saudi Arabia|KSA", "CI": "Cote d'Ivoire|Ivorian|Ivory Coast",
    "NL": "Netherlands|Dutch|Holland", "TR": "Turkey|Turkiye|Turkish|Turk|Turks",
    "CZ": "Czechia|Czech Republic|Czech|Czechs", "SK": "Slovakia|Slovak|Slovaks|Slovakian",
    "SI": "Slovenia|Slovenian|Slovenians|Slovene|Slovenes", "RS": "Serb|Serbs|Serbian|Serbians",
    "BA": "Bosnia|Bosnian|Bosnians|Bosniak|Bosniaks|Bosnian Serb|Bosnian Serbs|Herzegovina|"
          "Bosnia and Herzegovina|Bosnia-Herzegovina",
    "HR": "Croat|Croats|Croatian", "MK": "North Macedonia|North Macedonian|North Macedonians|"
          "Macedonia|Macedonian|Macedonians", "PL": "Pole|Poles|Polish",
    "DK": "Dane|Danes|Danish", "SE": "Swede|Swedes|Swedish", "FI": "Finn|Finns|Finnish",
    "ES": "Spaniard|Spaniards|Spanish", "IE": "Irish", "IS": "Icelandic|Icelander|Icelanders",
    "KZ": "Kazakh|Kazakhs|Kazakhstani", "KG": "Kyrgyz|Kyrgyzstani|Kirghiz",
    "TJ": "Tajik|Tajiks|Tadzhik", "TM": "Turkmen|Turkmens", "UZ": "Uzbek|Uzbeks|Uzbekistani",
    "AZ": "Azerbaijani|Azerbaijanis|Azeri|Azeris", "AF": "Afghan|Afghans", "IR": "Iranian|Iranians",
    "PH": "Philippine|Filipino|Filipinos|Filipina", "NP": "Nepali|Nepalis|Nepalese",
    "MM": "Myanmar|Burma|Burmese", "BD": "Bangladeshi|Bangladeshis", "LA": "Lao|Laos|Laotian",
    "TL": "Timor-Leste|East Timor|Timorese|East Timorese", "NZ": "New Zealander|New Zealanders",
    "AR": "Argentine|Argentinian|Argentinians|Argentines|Argentinean", "CV": "Cabo Verde|"
          "Cape Verde|Cape Verdean|Cape Verdeans", "EC": "Ecuadorian|Ecuadorians|Ecuadorean",
    "SV": "Salvadoran|Salvadorans|Salvadorean", "TT": "Trinidad|Trinidadian|Trinidadians",
    "SZ": "Eswatini|Swaziland|Swazi", "BW": "Botswanan|Botswana|Motswana|Batswana",
    "LS": "Lesotho|Basotho|Mosotho", "MG": "Madagascar|Malagasy|Madagascan",
    "NE": "Nigerien|Nigeriens", "MV": "Maldivian|Maldivians", "SC": "Seychelles|Seychellois",
    "BF": "Burkinabe|Burkina", "KM": "Comorian|Comorians|Comoros", "DJ": "Djiboutian",
    "VA": "Vatican|Holy See|Vatican City", "SR": "Surinamese|Suriname", "BB": "Bajan",
    "FR": "Frenchman|Frenchmen|French",
    "AG": "Antiguan|Antiguans", "KN": "St. Kitts and Nevis|Saint Kitts and Nevis",
    "LC": "St. Lucia|Saint Lucia", "VC": "St. Vincent and the Grenadines|St. Vincent",
    "EH": "Western Sahara|Sahrawi|Sahrawis",
    "CF": "Central African Republic", "SY": "Syrian Arab Republic", "LU": "Luxembourgish",
    "FM": "Micronesia|Federated States of Micronesia", "VN": "Vietnam|Viet Nam|Vietnamese",
    "GL": "Greenland|Greenlander|Greenlanders|Greenlandic", "GR": "Greek|Greeks|Hellenic Republic",
    "CY": "Greek Cypriot|Greek Cypriots|Cypriot|Cypriots", "ME": "Montenegrin|Montenegrins",
    "WS": "Samoa", "FO": "Faroe Islands|Faroes|Faroe|Faroese",
    "GI": "Gibraltar|Gibraltarian|Gibraltarians", "MO": "Macau|Macao|Macanese", "AW": "Aruba",
    "PR": "Puerto Rico|Puerto Rican|Puerto Ricans", "NC": "New Caledonia|New Caledonian",
    "BM": "Bermuda|Bermudian", "CW": "Curacao|Curaçao", "GG": "Guernsey", "IM": "Isle of Man|Manx",
    "CK": "Cook Islands", "PF": "French Polynesia",
}  # fmt: skip
"""Country words by side, singular and plural; they win over the package's."""

CAPITALS: Final = {
    "US": "Washington|Washington DC|Washington D.C.|Washington, D.C.|Washington, DC",
    "RU": "Moscow",
    "UA": "Kyiv|Kiev", "CN": "Beijing|Peking", "GB": "London", "FR": "Paris", "DE": "Berlin",
    "TR": "Ankara", "IR": "Tehran|Teheran", "IQ": "Baghdad", "IN": "New Delhi|Delhi",
    "PK": "Islamabad", "AF": "Kabul", "KR": "Seoul", "KP": "Pyongyang", "JP": "Tokyo",
    "TW": "Taipei", "RS": "Belgrade", "XK": "Pristina|Prishtina", "AM": "Yerevan", "AZ": "Baku",
    "GE": "Tbilisi", "BY": "Minsk", "SD": "Khartoum", "EG": "Cairo", "ET": "Addis Ababa|Addis",
    "ER": "Asmara", "RW": "Kigali", "CD": "Kinshasa", "QA": "Doha", "SA": "Riyadh",
    "AE": "Abu Dhabi", "IL": "Jerusalem|Tel Aviv", "PS": "Ramallah", "SY": "Damascus",
    "LB": "Beirut", "JO": "Amman", "YE": "Sanaa|Sana'a", "CO": "Bogota", "VE": "Caracas",
    "CU": "Havana", "MX": "Mexico City", "CA": "Ottawa", "AU": "Canberra", "IT": "Rome",
    "ES": "Madrid", "PL": "Warsaw", "HU": "Budapest", "GR": "Athens", "CY": "Nicosia",
    "SE": "Stockholm", "FI": "Helsinki", "DK": "Copenhagen", "NO": "Oslo", "NL": "The Hague",
    "KZ": "Astana|Nur-Sultan", "MM": "Naypyidaw|Naypyitaw", "BR": "Brasilia", "KG": "Bishkek",
    "MD": "Chisinau|Kishinev", "CH": "Bern|Berne", "TZ": "Dodoma", "NG": "Abuja",
    "BO": "La Paz", "CI": "Yamoussoukro", "TD": "N'Djamena|Ndjamena", "NZ": "Wellington",
    "SZ": "Mbabane", "LK": "Colombo", "MN": "Ulaanbaatar|Ulan Bator", "CL": "Santiago",
    "BD": "Dhaka", "FO": "Torshavn", "GQ": "Malabo", "BI": "Gitega|Bujumbura",
}  # fmt: skip
"""Seats of government that stand for it, by side; they win over the package's capitals."""
