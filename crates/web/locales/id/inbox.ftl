# Words of the desk, Indonesian: inbox. Origin: the project. Licence: MIT OR Apache-2.0.
inbox-title = Kotak masuk
inbox-count = { $n ->
    [0] Belum ada dokumen
   *[other] { $n } dokumen
}
inbox-added = { $n ->
    [0] Tidak ada yang baru ditambahkan.
   *[other] { $n } dokumen ditambahkan.
}
inbox-known = { $n } sudah ada sebelumnya dan tidak disimpan dua kali.
inbox-unread = { $n } dokumen belum dibaca.
inbox-reading = Sedang membaca: masih { $n } dari { $all }. Anda boleh meninggalkan halaman ini; tidak ada yang hilang.
inbox-read = Baca sekarang
inbox-empty = Belum ada apa-apa di sini.
inbox-empty-hint = Masukkan halaman web yang disimpan, pernyataan, surat, atau kesaksian. Setiap berkas asli dihitung sidik jarinya dan disegel sebelum dibaca, dan disimpan apa adanya.
column-number = No.
column-document = Dokumen
column-published = Terbit
column-acts = Perbuatan
column-people = Orang
column-time = Waktu (UTC)
column-who = Siapa
column-what = Apa
column-entry = Entri
erased = (dikeluarkan dari kasus)
same-bytes = isinya sama dengan dokumen { $n }
not-read-yet = belum dibaca
next = Lainnya
read-only = Tidak ada yang dapat dicatat: { $text }

add-title = Tambah dokumen
add-hint = Apa yang Anda tulis di sini dicatat bersama setiap berkas dan tidak dapat diubah kemudian.
add-source = Dari mana asalnya
add-obtained = Bagaimana diperoleh
add-consent = Dengan persetujuan apa
add-files = Berkas
add = Tambah
