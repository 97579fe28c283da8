# Words of the desk, Indonesian: frame. Origin: the project. Licence: MIT OR Apache-2.0.
direction = ltr
title = Catatan
skip = Langsung ke isi
menu = Menu
menu-inbox = Kotak masuk
menu-review = Tinjau
menu-people = Orang
menu-events = Peristiwa
menu-counts = Hitungan
menu-search = Cari
menu-log = Riwayat
lock = Kunci
lock-why = Lupakan kunci kasus ini sekarang
language = Bahasa
choose = Pilih
foot = Semua di sini adalah apa yang dikatakan sebuah teks. Tidak ada yang menyatakan bahwa itu benar.
