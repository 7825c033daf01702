"""Direct and reported speech in the languages that rules read, word orders mixed."""

import pytest

from tearsheet.statements.find import statements

SAID = {
    "es": [
        ("«No hay prisa», dijo Ana Vega.", "Ana Vega", "No hay prisa"),
        ("«El puente —explicó la alcaldesa— seguirá cerrado».", "la alcaldesa", "El puente"),
        ("La ministra Laura Gil declaró: «Vamos a esperar».", "Laura Gil", "Vamos a esperar"),
        ("Según la policía, no hubo heridos.", "la policía", "no hubo heridos"),
        ("El portavoz aseguró que el puente seguirá cerrado.", "El portavoz", "que el puente seguirá cerrado"),
        ('"Es un error grave", lamentó el presidente del sindicato, Juan Ruiz.', "Juan Ruiz", "Es un error grave"),
        ("—No hay prisa —dijo Vega—. Vamos despacio.", "Vega", "No hay prisa"),
        (
            "“Estamos cansados”, ha señalado Marta Soler en una entrevista con El País.",
            "Marta Soler",
            "Estamos cansados",
        ),
        ("El alcalde negó que hubiera retrasos.", "El alcalde", "que hubiera retrasos"),
        ("«No lo sabíamos», añadió.", None, "No lo sabíamos"),
        ("Los médicos advierten de que faltan camas.", "Los médicos", "que faltan camas"),
        ("De acuerdo con el informe, la obra costó el doble.", "el informe", "la obra costó el doble"),
        ("A juicio de Gil, «es tarde para cambiar».", "Gil", "es tarde para cambiar"),
    ],
    "it": [
        ("«Non c’è fretta», ha detto Anna Rossi.", "Anna Rossi", "Non c’è fretta"),
        ("La ministra Laura Conti ha dichiarato: «Aspetteremo».", "Laura Conti", "Aspetteremo"),
        ("Secondo la polizia, nessuno è rimasto ferito.", "la polizia", "nessuno è rimasto ferito"),
        ("Il portavoce ha affermato che il ponte resterà chiuso.", "Il portavoce", "che il ponte resterà chiuso"),
        ('"È un errore grave", spiega il presidente del sindacato, Luca Neri.', "Luca Neri", "È un errore grave"),
        ("«Il ponte — ha spiegato il sindaco — resterà chiuso».", "il sindaco", "Il ponte"),
        ("“Siamo stanchi”, ha aggiunto Marta Bruni a Repubblica.", "Marta Bruni", "Siamo stanchi"),
        ("Il sindaco nega che ci siano ritardi.", "Il sindaco", "che ci siano ritardi"),
        ("I medici avvertono che mancano letti.", "I medici", "che mancano letti"),
        ("«Non lo sapevamo», commenta la Conti.", "la Conti", "Non lo sapevamo"),
        ("Per Conti «è tardi per cambiare».", "Conti", "è tardi per cambiare"),
        ("Stando al rapporto, i lavori sono costati il doppio.", "rapporto", "i lavori sono costati il doppio"),
    ],
    "pt": [
        ("“Não há pressa”, disse Ana Silva.", "Ana Silva", "Não há pressa"),
        ("A ministra Laura Costa declarou: “Vamos esperar”.", "Laura Costa", "Vamos esperar"),
        ("Segundo a polícia, ninguém ficou ferido.", "a polícia", "ninguém ficou ferido"),
        ("O porta-voz afirmou que a ponte continuará fechada.", "O porta-voz", "que a ponte continuará fechada"),
        ('"É um erro grave", lamentou o presidente do sindicato, João Reis.', "João Reis", "É um erro grave"),
        ("— Não há pressa — disse Silva. — Vamos devagar.", "Silva", "Não há pressa"),
        ("«Estamos cansados», explicou Marta Lopes ao Público.", "Marta Lopes", "Estamos cansados"),
        ("O presidente da câmara negou que haja atrasos.", "O presidente da câmara", "que haja atrasos"),
        ("De acordo com o relatório, a obra custou o dobro.", "o relatório", "a obra custou o dobro"),
        ("“Não sabíamos”, acrescentou Costa.", "Costa", "Não sabíamos"),
        ("Os médicos alertam que faltam camas.", "Os médicos", "que faltam camas"),
        ("Para Silva, “é tarde para mudar”.", "Silva", "é tarde para mudar"),
    ],
    "ru": [
        ("«Спешить некуда», — сказала Анна Орлова.", "Анна Орлова", "Спешить некуда"),
        ("Министр Лев Серов заявил: «Мы подождём».", "Лев Серов", "Мы подождём"),
        ("По словам полиции, никто не пострадал.", "полиции", "никто не пострадал"),
        (
            "Представитель мэрии сообщил, что мост останется закрытым.",
            "Представитель мэрии",
            "что мост останется закрытым",
        ),
        ("«Это ошибка, — отметил глава профсоюза Иван Белов. — Её надо исправить».", "Иван Белов", "Это ошибка"),
        ("Мэр отрицает, что работы задержались.", "Мэр", "что работы задержались"),
        ("– Спешить некуда, – сказал Орлов. – Пойдём пешком.", "Орлов", "Спешить некуда"),
        ("«Мы устали», — пояснила Вера Гай в интервью ТАСС.", "Вера Гай", "Мы устали"),
        ("Согласно отчёту, ремонт стоил вдвое больше.", "отчёту", "ремонт стоил вдвое больше"),
        ("Как сообщили в министерстве, школы откроют в мае.", "министерстве", "школы откроют в мае"),
        ("«Мы не знали», — добавил он.", "он", "Мы не знали"),
        ("Врачи предупреждают, что коек не хватает.", "Врачи", "что коек не хватает"),
    ],
    "pl": [
        ("„Nie ma pośpiechu” – powiedziała Anna Nowak.", "Anna Nowak", "Nie ma pośpiechu"),
        ("Minister Jan Kos oświadczył: „Poczekamy”.", "Jan Kos", "Poczekamy"),
        ("Według policji nikt nie został ranny.", "policji", "nikt nie został ranny"),
        ("Rzecznik poinformował, że most pozostanie zamknięty.", "Rzecznik", "że most pozostanie zamknięty"),
        (
            "– To poważny błąd – podkreślił szef związku Piotr Lis. – Trzeba go naprawić.",
            "Piotr Lis",
            "To poważny błąd",
        ),
        ("Burmistrz zaprzecza, że są opóźnienia.", "Burmistrz", "że są opóźnienia"),
        ("– Nie ma pośpiechu – mówi Nowak.", "Nowak", "Nie ma pośpiechu"),
        ("„Jesteśmy zmęczeni” – dodała Maria Wilk w rozmowie z PAP.", "Maria Wilk", "Jesteśmy zmęczeni"),
        ("Zdaniem Nowak „jest za późno na zmiany”.", "Nowak", "jest za późno na zmiany"),
        ("Jak podało ministerstwo, szkoły zostaną otwarte w maju.", "ministerstwo", "szkoły zostaną otwarte w maju"),
        ("Lekarze ostrzegają, że brakuje łóżek.", "Lekarze", "że brakuje łóżek"),
    ],
    "el": [
        ("«Δεν υπάρχει βιασύνη», είπε η Άννα Δήμου.", "Άννα Δήμου", "Δεν υπάρχει βιασύνη"),
        ("Ο υπουργός Νίκος Λάμπρου δήλωσε: «Θα περιμένουμε».", "Νίκος Λάμπρου", "Θα περιμένουμε"),
        ("Σύμφωνα με την αστυνομία, κανείς δεν τραυματίστηκε.", "την αστυνομία", "κανείς δεν τραυματίστηκε"),
        ("Ο εκπρόσωπος ανακοίνωσε ότι η γέφυρα θα μείνει κλειστή.", "Ο εκπρόσωπος", "ότι η γέφυρα θα μείνει κλειστή"),
        ("«Είναι σοβαρό λάθος», τόνισε ο πρόεδρος του σωματείου, Πέτρος Ρήγας.", "Πέτρος Ρήγας", "Είναι σοβαρό λάθος"),
        ("Ο δήμαρχος αρνήθηκε ότι υπάρχουν καθυστερήσεις.", "Ο δήμαρχος", "ότι υπάρχουν καθυστερήσεις"),
        ("«Είμαστε κουρασμένοι», πρόσθεσε η Μαρία Ζέρβα στην ΕΡΤ.", "Μαρία Ζέρβα", "Είμαστε κουρασμένοι"),
        ("– Δεν υπάρχει βιασύνη, είπε ο Δήμου.", "Δήμου", "Δεν υπάρχει βιασύνη"),
        ("Οι γιατροί προειδοποιούν ότι λείπουν κρεβάτια.", "Οι γιατροί", "ότι λείπουν κρεβάτια"),
        (
            "Όπως ανέφερε το υπουργείο, τα σχολεία θα ανοίξουν τον Μάιο.",
            "το υπουργείο",
            "τα σχολεία θα ανοίξουν τον Μάιο",
        ),
        ("Η κυβέρνηση υποστηρίζει πως το μέτρο είναι προσωρινό.", "Η κυβέρνηση", "πως το μέτρο είναι προσωρινό"),
        ("«Δεν το ξέραμε», σχολίασε.", None, "Δεν το ξέραμε"),
    ],
    "zh": [
        ("王丽说：“我们不着急。”", "王丽", "我们不着急"),
        ("“我们会等待。”部长李强表示。", "李强", "我们会等待"),
        ("警方表示，没有人受伤。", "警方", "没有人受伤"),
        ("发言人指出，大桥将继续关闭。", "发言人", "大桥将继续关闭"),
        ("工会主席陈明在接受采访时说：“这是严重的错误。”", "陈明", "这是严重的错误"),
        ("据新华社报道，学校将于五月开放。", "新华社", "学校将于五月开放"),
        ("“我们很累，”张华告诉记者，“但是会继续。”", "张华", "我们很累"),
        ("王丽认为，现在改变已经太晚。", "王丽", "现在改变已经太晚"),
        ("外交部发言人毛宁称：「這是錯誤的。」", "毛宁", "這是錯誤的"),
        ("根据报告，工程费用翻了一番。", "报告", "工程费用翻了一番"),
    ],
    "ja": [
        ("田中さんは「急ぐ必要はない」と述べた。", "田中さん", "急ぐ必要はない"),
        ("「待つつもりだ」と佐藤大臣は語った。", "佐藤大臣", "待つつもりだ"),
        ("警察によると、けが人はいない。", "警察", "けが人はいない"),
        ("報道官は、橋は閉鎖されたままだと発表した。", "報道官", "橋は閉鎖されたままだ"),
        ("組合の鈴木委員長は「重大な誤りだ」と指摘した。", "鈴木委員長", "重大な誤りだ"),
        ("医師らは病床が足りないと警告している。", "医師ら", "病床が足りない"),
        ("田中氏は取材に対し「疲れている」と話した。", "田中氏", "疲れている"),
        ("首相は会見で「状況は厳しい」と強調した。", "首相", "状況は厳しい"),
        ("報告書によれば、費用は倍になった。", "報告書", "費用は倍になった"),
        ("山本さんは「知らなかった」と言う。", "山本さん", "知らなかった"),
    ],
    "ar": [
        ('قالت آنا خوري: "لا داعي للعجلة".', "آنا خوري", "لا داعي للعجلة"),
        ('"سننتظر"، قال الوزير سامي حداد.', "سامي حداد", "سننتظر"),
        ("وفقا للشرطة، لم يصب أحد.", "للشرطة", "لم يصب أحد"),
        ("أعلن المتحدث أن الجسر سيبقى مغلقا.", "المتحدث", "أن الجسر سيبقى مغلقا"),
        ("وأضاف رئيس النقابة: «هذا خطأ كبير».", "رئيس النقابة", "هذا خطأ كبير"),
        ("أكدت الوزارة أن المدارس ستفتح في أيار.", "الوزارة", "أن المدارس ستفتح في أيار"),
        ("وصرح المدير لوكالة رويترز بأن العمل مستمر.", "المدير", "بأن العمل مستمر"),
        ("«نحن متعبون»، تقول ليلى ناصر.", "ليلى ناصر", "نحن متعبون"),
        ("حذر الأطباء من أن الأسرة لا تكفي.", "الأطباء", "أن الأسرة لا تكفي"),
        ("وأوضح البيان أن الاجتماع تأجل.", "البيان", "أن الاجتماع تأجل"),
    ],
}


@pytest.mark.parametrize(
    ("language", "text", "who", "what"), [(tag, *row) for tag, rows in SAID.items() for row in rows]
)
def test_what_is_said_and_by_whom(language: str, text: str, who: str | None, what: str) -> None:
    found = [
        (" ".join(piece.of(text) for piece in each.source), each.text)
        for each in statements(text, language)
        if each.text.startswith(what)
    ]
    assert found, "nothing is found"
    assert who is None or who in found[0][0]
