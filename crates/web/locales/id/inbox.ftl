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
read-only = Kasus ini dapat dibaca, tetapi sekarang tidak ada yang dapat ditambahkan.

add-title = Tambah dokumen
add-hint = Apa yang Anda tulis di sini dicatat bersama setiap berkas dan tidak dapat diubah kemudian.
add-source = Dari mana asalnya
add-obtained = Bagaimana diperoleh
add-consent = Dengan persetujuan apa
add-files = Berkas
add = Tambah
add-folder = Atau seluruh folder

stopped-no-file = Belum ada berkas yang dipilih. Pilih berkas atau folder, lalu tekan Tambah.
stopped-too-long = Berkas terlalu besar untuk dikirim sekaligus (paling banyak 512 MB). Yang terhitung di atas sudah aman; kirim sisanya dalam kelompok yang lebih kecil.
stopped-broken-off = Pengiriman terputus. Yang terhitung di atas sudah aman; kirim berkas yang sama lagi, yang sudah ada tidak disimpan dua kali.
stopped-refused = Satu berkas tidak diterima ke dalam kasus. Yang terhitung di atas sudah aman; log memberi tahu lebih banyak.

problem-binary-file = Ini bukan teks: tampaknya gambar, suara, program atau berkas terkompresi. Disimpan sebagaimana diterima.
problem-not-text = Ini bukan teks yang dapat dibaca. Disimpan sebagaimana diterima.
problem-empty-file = Berkas ini kosong.
problem-no-body = Tidak ditemukan teks artikel pada halaman ini.
problem-undated-document = Tidak diketahui kapan ini diterbitkan.
problem-encoding-guessed = Berkas tidak menyebut pengodean hurufnya; ini ditebak.
problem-wrong-encoding = Berkas salah menyebut pengodean hurufnya; sebagian huruf di sini mungkin salah.
problem-cut-short = Teks ini sangat panjang; hanya awalnya yang dibaca.
problem-too-large = Berkas terlalu besar untuk dibaca. Disimpan sebagaimana diterima.
problem-too-many-elements = Halaman ini memiliki terlalu banyak bagian; hanya bagian awal yang dibaca.
problem-nested-too-deep = Bagian halaman bersarang terlalu dalam; sebagian dilewati.
problem-doubtful-acts = Beberapa tindakan terlalu meragukan untuk diusulkan.
problem-reader-crashed = Membaca dokumen ini gagal. Disimpan sebagaimana diterima.
problem-reader-timeout = Membaca dokumen ini terlalu lama dan dihentikan. Disimpan sebagaimana diterima.
problem-reader-missing = Bagian program yang membaca jenis berkas ini tidak dapat dijalankan.
problem-result-missing = Hasil pembacaan ini tidak dapat dibuka; baca lagi dokumennya.
is-picture = gambar
problem-picture = Ini sebuah gambar. Gambar disimpan, dan tidak ada yang dibaca darinya.
problem-picture-damaged = Gambar rusak atau terpotong. Disimpan seperti semula.
problem-picture-too-large = Gambar memiliki lebih banyak piksel daripada yang dapat ditampilkan di sini. Disimpan seperti semula.
problem-not-a-picture = Ini bukan gambar yang dapat ditampilkan. Disimpan seperti semula.
problem-unreadable-file = Berkas tidak dapat dibaca.
problem-reading-crashed = Pembacaan dokumen ini gagal. Disimpan seperti semula.
problem-proposals-crashed = Pembaca tambahan gagal; yang dibaca selain itu tetap ada.
problem-other = Ada yang terlihat saat membaca: { $text }.
noticed-on-opening = { $n } hal terlihat saat kasus dibuka.
verified-notes = { $n } catatan yang bukan kerusakan
